package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads what the other side sent out of an object, which has what its revision says or is malformed. */
public final class Members {
    private final Json.Obj object;
    private final String of;

    /** @param of what the object is, for the message of what is wrong with it */
    public Members(Json.Obj object, String of) {
        this.object = object;
        this.of = of;
    }

    /**
     * A text that has to be there.
     *
     * @throws Malformed as all of these do, where it is missing or something else
     */
    public String string(String name) {
        return findString(name).orElseThrow(() -> missing(name, "a string"));
    }

    public Optional<String> findString(String name) {
        return present(name).map(value -> {
            if (value instanceof Json.Str(var text)) return text;
            throw missing(name, "a string");
        });
    }

    public Optional<Boolean> findBoolean(String name) {
        return present(name).map(value -> {
            if (value instanceof Json.Bool(var flag)) return flag;
            throw missing(name, "true or false");
        });
    }

    public Optional<BigDecimal> findNumber(String name) {
        return present(name).map(value -> {
            if (value instanceof Json.Num(var number)) return number;
            throw missing(name, "a number");
        });
    }

    /** A whole number of 64 bits that is not below zero. */
    public Optional<Long> findCount(String name) {
        return present(name).map(value -> {
            if (value instanceof Json.Num(var number) && number.signum() >= 0) {
                try {
                    return number.longValueExact();
                } catch (ArithmeticException e) {
                    throw missing(name, "a whole number");
                }
            }
            throw missing(name, "a whole number");
        });
    }

    public Json.Obj object(String name) {
        return findObject(name).orElseThrow(() -> missing(name, "an object"));
    }

    public Optional<Json.Obj> findObject(String name) {
        return present(name).map(value -> {
            if (value instanceof Json.Obj member) return member;
            throw missing(name, "an object");
        });
    }

    /** The objects of a list; none where it is missing. */
    public List<Json.Obj> objects(String name) {
        return elements(name).stream()
                .map(element -> {
                    if (element instanceof Json.Obj member) return member;
                    throw missing(name, "a list of objects");
                })
                .toList();
    }

    /** The strings of a list; none where it is missing. */
    public List<String> strings(String name) {
        return elements(name).stream()
                .map(element -> {
                    if (element instanceof Json.Str(var text)) return text;
                    throw missing(name, "a list of strings");
                })
                .toList();
    }

    private List<Json> elements(String name) {
        return present(name)
                .map(value -> {
                    if (value instanceof Json.Arr(var elements)) return elements;
                    throw missing(name, "a list");
                })
                .orElse(List.of());
    }

    private Optional<Json> present(String name) {
        return object.get(name).filter(value -> !(value instanceof Json.Null));
    }

    private Malformed missing(String name, String what) {
        return new Malformed(
                RpcError.INVALID_PARAMS, "%s has %s that is %s.".formatted(of, name, what), Optional.empty());
    }
}
