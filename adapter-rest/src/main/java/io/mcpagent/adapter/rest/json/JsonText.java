package io.mcpagent.adapter.rest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A JSON value as text. */
public final class JsonText {
    /** Of all threads: each request has one of its own, which would make its own. */
    static final RecyclerPool<BufferRecycler> BUFFERS = JsonRecyclerPools.sharedBoundedPool();

    private static final JsonFactory FACTORY =
            JsonFactory.builder().recyclerPool(BUFFERS).build();

    private JsonText() {}

    /** On one line. */
    public static String of(Json json) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(text)) {
            write(json, generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** In UTF-8; half a surrogate pair, which has no place there, becomes a question mark. */
    public static byte[] bytes(Json json) {
        return of(json).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Json json, JsonGenerator generator) throws IOException {
        switch (json) {
            case Json.Obj object -> {
                generator.writeStartObject();
                for (var member : object.members().entrySet()) {
                    generator.writeFieldName(member.getKey());
                    write(member.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case Json.Arr array -> {
                generator.writeStartArray();
                for (var element : array.elements()) write(element, generator);
                generator.writeEndArray();
            }
            case Json.Str(var value) -> generator.writeString(value);
            case Json.Num(var value) -> generator.writeNumber(value);
            case Json.Bool(var value) -> generator.writeBoolean(value);
            case Json.Null nothing -> generator.writeNull();
        }
    }
}
