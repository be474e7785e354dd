package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads objects as the API writes them; a server that writes others is told of and not stumbled over. */
public final class Members {
    private Members() {}

    public static String text(Json.Obj object, String name) {
        return optionalText(object, name).orElseThrow(() -> wrong(name));
    }

    public static Optional<String> optionalText(Json.Obj object, String name) {
        return object.get(name).map(value -> as(Json.Str.class, value, name).value());
    }

    static Instant time(Json.Obj object, String name) {
        try {
            return Instant.parse(text(object, name));
        } catch (DateTimeParseException noTime) {
            throw wrong(name);
        }
    }

    static UUID id(Json.Obj object, String name) {
        try {
            return UUID.fromString(text(object, name));
        } catch (IllegalArgumentException noId) {
            throw wrong(name);
        }
    }

    public static long count(Json.Obj object, String name) {
        try {
            return number(object, name).longValueExact();
        } catch (ArithmeticException noCount) {
            throw wrong(name);
        }
    }

    static BigDecimal number(Json.Obj object, String name) {
        return optionalNumber(object, name).orElseThrow(() -> wrong(name));
    }

    /** Empty for null. */
    static Optional<BigDecimal> optionalNumber(Json.Obj object, String name) {
        return object.get(name)
                .filter(value -> !(value instanceof Json.Null))
                .map(value -> as(Json.Num.class, value, name).value());
    }

    public static Json.Obj object(Json.Obj object, String name) {
        return optionalObject(object, name).orElseThrow(() -> wrong(name));
    }

    public static Optional<Json.Obj> optionalObject(Json.Obj object, String name) {
        return object.get(name).map(value -> as(Json.Obj.class, value, name));
    }

    public static boolean flag(Json.Obj object, String name) {
        return object.get(name)
                .map(value -> as(Json.Bool.class, value, name).value())
                .orElseThrow(() -> wrong(name));
    }

    public static List<Json.Obj> objects(Json.Obj object, String name) {
        return elements(object, name).stream()
                .map(element -> as(Json.Obj.class, element, name))
                .toList();
    }

    public static List<String> texts(Json.Obj object, String name) {
        return elements(object, name).stream()
                .map(element -> as(Json.Str.class, element, name).value())
                .toList();
    }

    private static List<Json> elements(Json.Obj object, String name) {
        return object.get(name)
                .map(value -> as(Json.Arr.class, value, name).elements())
                .orElseThrow(() -> wrong(name));
    }

    private static <T extends Json> T as(Class<T> kind, Json value, String name) {
        if (!kind.isInstance(value)) throw wrong(name);
        return kind.cast(value);
    }

    static UpstreamFailure wrong(String name) {
        return new UpstreamFailure(
                "server_not_understood",
                "The server's answer has not the %s that is expected; it may be of another version.".formatted(name),
                false);
    }
}
