package io.mcpagent.adapter.mcp.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.mcpagent.domain.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;

/** JSON values (RFC 8259) as UTF-8. Whoever calls has bounded the bytes. */
public final class JsonBytes {
    private static final int MOST_DEPTH = 64;
    private static final int MOST_DIGITS = 400;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxNumberLength(MOST_DIGITS)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonBytes() {}

    /**
     * A value, and nothing behind it.
     *
     * @throws Malformed for what is not UTF-8, not JSON, deeper than 64, has a key twice, a number of more than 400
     *     digits before or behind its point, or half a surrogate pair
     */
    public static Json read(byte[] bytes) {
        try (var parser = FACTORY.createParser(text(bytes))) {
            if (parser.nextToken() == null) throw malformed("There is no JSON.");
            var json = value(parser);
            if (parser.nextToken() != null) throw malformed("Something follows the JSON value.");
            return json;
        } catch (JsonProcessingException e) {
            throw malformed("This is not JSON.");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** On one line. Half a surrogate pair becomes a question mark. */
    public static byte[] write(Json json) {
        var bytes = new ByteArrayOutputStream();
        try (var generator = FACTORY.createGenerator(bytes)) {
            write(json, generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("This is not UTF-8.");
        }
    }

    private static Json value(JsonParser parser) throws IOException {
        return switch (Objects.requireNonNull(parser.currentToken())) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> Json.of(whole(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(number(parser));
            case VALUE_TRUE -> Json.of(true);
            case VALUE_FALSE -> Json.of(false);
            case VALUE_NULL -> new Json.Null();
            default -> throw malformed("This is not JSON.");
        };
    }

    private static Json.Obj object(JsonParser parser) throws IOException {
        var members = new LinkedHashMap<String, Json>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = whole(parser.currentName());
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Json.Obj(members);
    }

    private static Json.Arr array(JsonParser parser) throws IOException {
        var elements = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return new Json.Arr(elements);
    }

    /** Of at most 400 digits when written out: {@code 1e999999999} is short to send and long to compute with. */
    private static BigDecimal number(JsonParser parser) throws IOException {
        try {
            var number = parser.getDecimalValue();
            var isSmall = Math.abs((long) number.precision() - number.scale()) <= MOST_DIGITS
                    && Math.abs((long) number.scale()) <= MOST_DIGITS;
            if (isSmall) return number;
        } catch (NumberFormatException exponentOfManyDigits) {
            throw malformed("A number is too large or too small.");
        }
        throw malformed("A number is too large or too small.");
    }

    private static String whole(String text) {
        if (text.codePoints().anyMatch(point -> Character.MIN_SURROGATE <= point && point <= Character.MAX_SURROGATE))
            throw malformed("A text has half a surrogate pair.");
        return text;
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

    private static Malformed malformed(String message) {
        return new Malformed(RpcError.PARSE_ERROR, message, Optional.empty());
    }
}
