package io.mcpagent.adapter.persistence.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** JSON values as text and back; numbers are kept to the last digit, members in their order. */
public final class JsonText {
    // What was written must stay readable, however long its texts and numbers are.
    private static final JsonFactory JSON = JsonFactory.builder()
            // Of all threads: most are short-lived, and would make their own buffers.
            .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonText() {}

    public static String of(Json json) {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text)) {
            write(json, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * The value that a text stands for.
     *
     * @throws IllegalArgumentException when the text is not one JSON value
     */
    public static Json read(String text) {
        try (var in = JSON.createParser(text)) {
            in.nextToken();
            var json = read(in);
            if (in.nextToken() != null) throw new IllegalArgumentException("there is something after the JSON value");
            return json;
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
        }
    }

    private static void write(Json json, JsonGenerator out) throws IOException {
        switch (json) {
            case Json.Obj(var members) -> {
                out.writeStartObject();
                for (var member : members.entrySet()) {
                    out.writeFieldName(member.getKey());
                    write(member.getValue(), out);
                }
                out.writeEndObject();
            }
            case Json.Arr(var elements) -> {
                out.writeStartArray();
                for (var element : elements) {
                    write(element, out);
                }
                out.writeEndArray();
            }
            case Json.Str(var value) -> out.writeString(value);
            case Json.Num(var value) -> out.writeNumber(value);
            case Json.Bool(var value) -> out.writeBoolean(value);
            case Json.Null ignored -> out.writeNull();
        }
    }

    private static Json read(JsonParser in) throws IOException {
        var token = in.currentToken();
        if (token == null) throw new IllegalArgumentException("there is no JSON value");
        return switch (token) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_STRING -> new Json.Str(in.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(in.getDecimalValue());
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> new Json.Null();
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalArgumentException("not JSON: " + token);
        };
    }

    private static Json.Obj object(JsonParser in) throws IOException {
        var members = new LinkedHashMap<String, Json>();
        for (var name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            members.put(name, read(in));
        }
        return new Json.Obj(members);
    }

    private static Json.Arr array(JsonParser in) throws IOException {
        List<Json> elements = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(in));
        }
        return new Json.Arr(elements);
    }
}
