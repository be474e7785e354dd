package io.mcpagent.adapter.rest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.mcpagent.adapter.rest.failure.Refusal;
import io.mcpagent.domain.json.Json;
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

/** Reads JSON as RFC 8259 has it and no other way: UTF-8 alone, no key twice, nothing behind the value. */
final class JsonReader {
    static final int MOST_DEPTH = 64;
    static final int MOST_DIGITS = 400;
    /** No double is beyond; and 1e999999999 is short to write and long to compute with. */
    private static final int MOST_EXPONENT = 400;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .recyclerPool(JsonText.BUFFERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxNumberLength(MOST_DIGITS)
                    .build())
            .build();

    private JsonReader() {}

    static Json read(byte[] bytes) {
        try (var parser = FACTORY.createParser(text(bytes))) {
            return read(parser);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Json read(JsonParser parser) throws IOException {
        try {
            if (parser.nextToken() == null) throw malformed("The body is empty; a JSON object is expected.");
            var json = value(parser);
            if (parser.nextToken() != null) throw malformed("Something follows the JSON value " + at(parser) + ".");
            return json;
        } catch (JsonProcessingException e) {
            // A limit that was passed has no place of its own.
            var place = Optional.ofNullable(e.getLocation()).orElseGet(parser::currentLocation);
            throw malformed("The body is not JSON %s: %s.".formatted(at(place), JsonFault.inWords(e)));
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8.");
        }
    }

    private static Json value(JsonParser parser) throws IOException {
        return switch (Objects.requireNonNull(parser.currentToken())) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> Json.of(whole(parser.getText(), parser));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(number(parser));
            case VALUE_TRUE -> Json.of(true);
            case VALUE_FALSE -> Json.of(false);
            case VALUE_NULL -> new Json.Null();
            default -> throw malformed("The body is not JSON " + at(parser) + ".");
        };
    }

    private static Json.Obj object(JsonParser parser) throws IOException {
        var members = new LinkedHashMap<String, Json>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = whole(parser.currentName(), parser);
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

    private static BigDecimal number(JsonParser parser) throws IOException {
        var number = decimal(parser);
        if (Math.abs((long) number.precision() - number.scale()) > MOST_EXPONENT
                || Math.abs((long) number.scale()) > MOST_EXPONENT)
            throw malformed("A number is too large or too small " + at(parser) + ".");
        return number;
    }

    private static BigDecimal decimal(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException exponentOfManyDigits) {
            throw malformed("A number is too large or too small " + at(parser) + ".");
        }
    }

    /** Escapes can write half a surrogate pair, which no database and no other text can hold. */
    private static String whole(String text, JsonParser parser) {
        if (text.codePoints().anyMatch(point -> Character.isSurrogate((char) point) && point <= Character.MAX_VALUE))
            throw malformed("A text has half a surrogate pair " + at(parser) + ".");
        return text;
    }

    private static String at(JsonParser parser) {
        return at(parser.currentLocation());
    }

    private static String at(JsonLocation place) {
        return "at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }

    private static Refusal malformed(String detail) {
        return Refusal.of(400, "json_malformed", detail);
    }
}
