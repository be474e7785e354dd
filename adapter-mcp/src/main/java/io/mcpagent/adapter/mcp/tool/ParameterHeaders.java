package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.modern.HeaderValue;
import io.mcpagent.domain.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Arguments that go into headers as well, as a tool's schema says with {@code x-mcp-header} (2026-07-28, SEP-2243). */
final class ParameterHeaders {
    private static final String KEYWORD = "x-mcp-header";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Set<String> PRIMITIVE = Set.of("string", "integer", "boolean");
    private static final BigDecimal SAFE = BigDecimal.valueOf((1L << 53) - 1);

    private record Header(List<String> path, String name) {}

    private final List<Header> headers;

    private ParameterHeaders(List<Header> headers) {
        this.headers = headers;
    }

    /** Empty where the schema uses the keyword otherwise than it may, which makes the tool one that can't be used. */
    static Optional<ParameterHeaders> of(Json.Obj schema) {
        var headers = new ArrayList<Header>();
        var isSound = collect(schema, List.of(), headers) && count(schema) == headers.size();
        var names = new HashSet<String>();
        var isUnique =
                headers.stream().allMatch(header -> names.add(header.name().toLowerCase(Locale.ROOT)));
        return isSound && isUnique ? Optional.of(new ParameterHeaders(headers)) : Optional.empty();
    }

    private static boolean collect(Json.Obj schema, List<String> path, List<Header> found) {
        if (!(schema.get("properties").orElseGet(Json::object) instanceof Json.Obj properties)) return true;
        for (var property : properties.members().entrySet()) {
            if (!(property.getValue() instanceof Json.Obj inner)) continue;
            var here = new ArrayList<>(path);
            here.add(property.getKey());
            if (inner.get(KEYWORD).isPresent()) {
                if (!(inner.members().get(KEYWORD) instanceof Json.Str(var name))
                        || !TOKEN.matcher(name).matches()
                        || !(inner.get("type").orElseGet(Json.Null::new) instanceof Json.Str(var type))
                        || !PRIMITIVE.contains(type)) return false;
                found.add(new Header(here, name));
            }
            if (!collect(inner, here, found)) return false;
        }
        return true;
    }

    /** How often the keyword stands anywhere: where {@link #collect} does not come by, it may not stand. */
    private static int count(Json json) {
        return switch (json) {
            case Json.Obj(var members) -> {
                var here = members.get(KEYWORD) instanceof Json.Obj ? 0 : members.containsKey(KEYWORD) ? 1 : 0;
                yield here
                        + members.values().stream()
                                .mapToInt(ParameterHeaders::count)
                                .sum();
            }
            case Json.Arr(var elements) ->
                elements.stream().mapToInt(ParameterHeaders::count).sum();
            case Json plain -> 0;
        };
    }

    /** The headers of a call; none for what is not among the arguments, or null. */
    Map<String, String> of(Json arguments) {
        var all = new HashMap<String, String>();
        for (var header : headers) {
            text(at(arguments, header.path()))
                    .ifPresent(value -> all.put("Mcp-Param-" + header.name(), HeaderValue.of(value)));
        }
        return all;
    }

    private static Json at(Json json, List<String> path) {
        var here = json;
        for (var name : path) {
            if (!(here instanceof Json.Obj object)) return new Json.Null();
            here = object.get(name).orElseGet(Json.Null::new);
        }
        return here;
    }

    private static Optional<String> text(Json value) {
        return switch (value) {
            case Json.Str(var text) -> Optional.of(text);
            case Json.Bool(var flag) -> Optional.of(Boolean.toString(flag));
            case Json.Num(var number) when number.abs().compareTo(SAFE) <= 0 -> Optional.of(number.toPlainString());
            case Json other -> Optional.empty();
        };
    }
}
