package io.mcpagent.adapter.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A JSON value as text on one line. */
public final class JsonLine {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonLine() {}

    public static String of(Json json) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(text)) {
            write(json, generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return TerminalText.json(text.toString());
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
