package io.mcpagent.application.tool;

import io.mcpagent.domain.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ${NAME}} and {@code ${NAME:-otherwise}} in what clients of tool servers have in their files; also {@code ${env:NAME}}
 * and {@code ${input:name}}. What is put in for a name is not looked at again.
 */
public final class Placeholders {
    private static final Pattern PLACE =
            Pattern.compile("\\$\\{(?:env:)?((?:input:)?[A-Za-z_][A-Za-z0-9_.-]{0,99}?)(?::-([^}]{0,1000}))?}");

    private final Map<String, String> values;
    private final Set<String> missing = new LinkedHashSet<>();

    /** @param values by the names that may be used */
    Placeholders(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The names in all texts of a document. */
    public static Set<String> names(Json document) {
        var names = new LinkedHashSet<String>();
        texts(document).forEach(text -> PLACE.matcher(text).results().forEach(place -> names.add(place.group(1))));
        return names;
    }

    static boolean isIn(String text) {
        return PLACE.matcher(text).find();
    }

    private static List<String> texts(Json json) {
        return switch (json) {
            case Json.Str(var text) -> List.of(text);
            case Json.Arr(var elements) ->
                elements.stream().flatMap(each -> texts(each).stream()).toList();
            case Json.Obj(var members) ->
                members.values().stream().flatMap(each -> texts(each).stream()).toList();
            case Json.Num number -> List.of();
            case Json.Bool flag -> List.of();
            case Json.Null none -> List.of();
        };
    }

    String filled(String text) {
        return PLACE.matcher(text).replaceAll(place -> {
            var value = Optional.ofNullable(values.get(place.group(1))).or(() -> Optional.ofNullable(place.group(2)));
            if (value.isEmpty()) missing.add(place.group(1));
            return Matcher.quoteReplacement(value.orElse(""));
        });
    }

    /** Those that had no value since this was asked last. */
    List<String> missing() {
        var names = new ArrayList<>(missing);
        missing.clear();
        return names;
    }
}
