package io.mcpagent.domain.run;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Typed access to the fields of a stored payload; whatever is missing or of another type means a damaged log. */
record JsonFields(Json.Obj object) {
    String string(String name) {
        if (required(name) instanceof Json.Str(var value)) return value;
        throw damaged(name);
    }

    boolean has(String name) {
        return object.get(name).isPresent();
    }

    Optional<String> optionalString(String name) {
        return has(name) ? Optional.of(string(name)) : Optional.empty();
    }

    Json value(String name) {
        return required(name);
    }

    UUID uuid(String name) {
        try {
            return UUID.fromString(string(name));
        } catch (IllegalArgumentException e) {
            throw damaged(name);
        }
    }

    Instant time(String name) {
        try {
            return Instant.parse(string(name));
        } catch (DateTimeParseException e) {
            throw damaged(name);
        }
    }

    long integer(String name) {
        if (required(name) instanceof Json.Num(var value)) return value.longValueExact();
        throw damaged(name);
    }

    double number(String name) {
        return optionalNumber(name).orElseThrow(() -> damaged(name));
    }

    Optional<Double> optionalNumber(String name) {
        return object.get(name).map(json -> {
            if (json instanceof Json.Num(var value)) return value.doubleValue();
            throw damaged(name);
        });
    }

    boolean bool(String name) {
        if (required(name) instanceof Json.Bool(var value)) return value;
        throw damaged(name);
    }

    JsonFields object(String name) {
        if (required(name) instanceof Json.Obj value) return new JsonFields(value);
        throw damaged(name);
    }

    List<JsonFields> objects(String name) {
        return array(name).stream()
                .map(element -> {
                    if (element instanceof Json.Obj value) return new JsonFields(value);
                    throw damaged(name);
                })
                .toList();
    }

    List<String> strings(String name) {
        return array(name).stream()
                .map(element -> {
                    if (element instanceof Json.Str(var value)) return value;
                    throw damaged(name);
                })
                .toList();
    }

    private List<Json> array(String name) {
        if (required(name) instanceof Json.Arr(var elements)) return elements;
        throw damaged(name);
    }

    private Json required(String name) {
        return object.get(name).orElseThrow(() -> damaged(name));
    }

    private static UpstreamFailure damaged(String name) {
        return new UpstreamFailure(
                "run_log_damaged",
                "A run event in the log has no usable field " + name + "; restore the database from a backup.",
                false);
    }
}
