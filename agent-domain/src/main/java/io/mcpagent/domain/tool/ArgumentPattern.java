package io.mcpagent.domain.tool;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.TextPattern.Match;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an argument of a call has to be.
 *
 * @param field where it stands in the arguments, as a JSON Pointer (RFC 6901) such as {@code /path}
 */
public record ArgumentPattern(String field, TextPattern pattern) {
    private static final Pattern POINTER = Pattern.compile("(/([^/~]|~[01])*)*");
    private static final int LONGEST_FIELD = 200;

    /** Checks where it points, and throws {@link IllegalArgumentException} with what is wrong. */
    public ArgumentPattern {
        if (field.length() > LONGEST_FIELD || !POINTER.matcher(field).matches())
            throw new IllegalArgumentException(
                    "a field is named by a JSON Pointer of at most %d characters, such as /path"
                            .formatted(LONGEST_FIELD));
    }

    /** Whether there is something, and all of it is surely so; a text that leads elsewhere than it seems is not. */
    boolean holdsForAll(Json arguments) {
        var texts = texts(arguments).toList();
        return !texts.isEmpty()
                && texts.stream()
                        .allMatch(text -> pattern.match(text) == Match.YES
                                && !Whereabouts.isDoubtful(text)
                                && text.chars().noneMatch(Character::isISOControl));
    }

    /** Whether any of it is so, or leads to what is, or can't be told not to be. */
    boolean mayHoldForSome(Json arguments) {
        return texts(arguments)
                .anyMatch(text ->
                        pattern.match(text) != Match.NO || pattern.match(Whereabouts.straight(text)) != Match.NO);
    }

    private Stream<String> texts(Json arguments) {
        return at(arguments).stream().flatMap(ArgumentPattern::allOf);
    }

    private Optional<Json> at(Json arguments) {
        var found = Optional.of(arguments);
        for (var step : field.isEmpty() ? new String[0] : field.substring(1).split("/", -1)) {
            var name = step.replace("~1", "/").replace("~0", "~");
            found = found.flatMap(json -> member(json, name));
        }
        return found;
    }

    private static Optional<Json> member(Json json, String name) {
        return switch (json) {
            case Json.Obj object -> object.get(name);
            case Json.Arr(var elements) ->
                elements.isEmpty() || !name.matches("0|[1-9]\\d{0,8}") || Integer.parseInt(name) >= elements.size()
                        ? Optional.empty()
                        : Optional.of(elements.get(Integer.parseInt(name)));
            case Json.Str text -> Optional.empty();
            case Json.Num number -> Optional.empty();
            case Json.Bool flag -> Optional.empty();
            case Json.Null none -> Optional.empty();
        };
    }

    /** Of a list or an object, those of all that is in it. */
    private static Stream<String> allOf(Json json) {
        return switch (json) {
            case Json.Str(var text) -> Stream.of(text);
            case Json.Num(var number) -> Stream.of(written(number));
            case Json.Bool(var flag) -> Stream.of(String.valueOf(flag));
            case Json.Arr(var elements) -> elements.stream().flatMap(ArgumentPattern::allOf);
            case Json.Obj(var members) -> members.values().stream().flatMap(ArgumentPattern::allOf);
            case Json.Null none -> Stream.empty();
        };
    }

    /** Not with all its zeros: a model can write 1e999999999. */
    private static String written(BigDecimal number) {
        return Math.abs((long) number.scale()) > 100 ? number.toString() : number.toPlainString();
    }
}
