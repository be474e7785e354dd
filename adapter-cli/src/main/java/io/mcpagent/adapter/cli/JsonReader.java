package io.mcpagent.adapter.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Reads JSON objects. */
public final class JsonReader {
    private static final int MOST_DEPTH = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
            .build();

    /** As people write it: with comments, and a comma too many. A member that is there twice is a mistake of theirs. */
    private static final JsonFactory WRITTEN = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
            .build();

    private JsonReader() {}

    /**
     * One that a person wrote.
     *
     * @throws InvalidRequest with code {@code json_malformed} that says where it is none
     */
    public static Json.Obj written(String text) {
        try (var parser = WRITTEN.createParser(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) throw notAnObject();
            var object = members(parser);
            if (parser.nextToken() != null) throw notAnObject();
            return object;
        } catch (JsonProcessingException wrong) {
            var place = wrong.getLocation();
            throw new InvalidRequest(
                    "json_malformed",
                    "That is no JSON from line %d, column %d on.".formatted(place.getLineNr(), place.getColumnNr()),
                    wrong);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static InvalidRequest notAnObject() {
        return new InvalidRequest("json_malformed", "That is not one JSON object, in braces.");
    }

    /** Empty for what is no JSON object. */
    static Optional<Json.Obj> object(String text) {
        try (var parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return Optional.empty();
            var object = members(parser);
            return parser.nextToken() == null ? Optional.of(object) : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static Json value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getDecimalValue());
            case VALUE_TRUE -> Json.of(true);
            case VALUE_FALSE -> Json.of(false);
            case VALUE_NULL -> new Json.Null();
            default -> Json.of(parser.getText());
        };
    }

    private static Json.Obj members(JsonParser parser) throws IOException {
        var members = new LinkedHashMap<String, Json>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Json.Obj(members);
    }

    private static Json.Arr elements(JsonParser parser) throws IOException {
        var elements = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return new Json.Arr(elements);
    }
}
