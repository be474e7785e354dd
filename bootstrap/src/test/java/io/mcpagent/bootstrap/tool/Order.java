package io.mcpagent.bootstrap.tool;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.domain.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a text orders, in words that a model which means well could understand as well: {@code call TOOL with {…}}, the same
 * behind {@code next time}, or {@code answer with <<…>>}; and {@code $SECRET} stands for what the user has told.
 */
sealed interface Order {
    record Call(String tool, Json.Obj arguments) implements Order {}

    /** To be said now, and done when it is read again. */
    record NextTime(String words, Call call) implements Order {}

    record Answer(String text) implements Order {}

    Pattern CALL = Pattern.compile("(?i)(next time,? )?\\bcall\\s+([\\p{L}\\w-]{1,64})\\s+with\\s+(?=\\{)");
    Pattern ANSWER = Pattern.compile("(?is)\\banswer with <<(.*)>>");

    /** In whatever way a text can be read, each order once. */
    static Set<Order> in(String text, String secret) {
        return Readings.of(text).stream()
                .flatMap(reading -> plain(reading.replace("$SECRET", secret)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<Order> plain(String text) {
        var orders = new ArrayList<Order>();
        var calls = CALL.matcher(text);
        while (calls.find()) {
            for (var arguments : object(text.substring(calls.end()))) {
                var call = new Call(calls.group(2), arguments);
                orders.add(calls.group(1) == null ? call : new NextTime(calls.group() + JsonText.of(arguments), call));
            }
        }
        ANSWER.matcher(text).results().map(found -> new Answer(found.group(1))).forEach(orders::add);
        return orders.stream();
    }

    /** That the text begins with; none where it is broken. */
    private static List<Json.Obj> object(String text) {
        var depth = 0;
        var isQuoted = false;
        for (var at = 0; at < text.length(); at++) {
            var sign = text.charAt(at);
            if (sign == '"' && text.charAt(at - 1) != '\\') isQuoted = !isQuoted;
            if (!isQuoted && sign == '{') depth++;
            if (!isQuoted && sign == '}' && --depth == 0) return read(text.substring(0, at + 1));
        }
        return List.of();
    }

    private static List<Json.Obj> read(String text) {
        try {
            return JsonBytes.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj object
                    ? List.of(object)
                    : List.of();
        } catch (Malformed none) {
            return List.of();
        }
    }
}
