package io.mcpagent.domain.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value (RFC 8259), immutable. Objects keep the order of their members. */
public sealed interface Json {
    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Members.copyOf(members);
        }

        public Optional<Json> get(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /** The same object with one more member, or with another value for it. */
        public Obj with(String name, Json value) {
            return new Obj(Members.copyOf(members).with(name, value));
        }

        /** Without the member when there is no value. */
        public Obj with(String name, Optional<? extends Json> value) {
            return value.map(present -> with(name, present)).orElse(this);
        }
    }

    record Arr(List<Json> elements) implements Json {
        public Arr {
            elements = List.copyOf(elements);
        }
    }

    record Str(String value) implements Json {}

    record Num(BigDecimal value) implements Json {}

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    static Obj object() {
        return new Obj(Map.of());
    }

    static Arr array(List<? extends Json> elements) {
        return new Arr(List.copyOf(elements));
    }

    /** RFC 3339, in UTC, with milliseconds. */
    static Str of(Instant time) {
        return new Str(Times.MILLISECONDS.format(time));
    }

    static Str of(String value) {
        return new Str(value);
    }

    static Num of(long value) {
        return new Num(BigDecimal.valueOf(value));
    }

    /**
     * A number, as it is printed shortest.
     *
     * @throws NumberFormatException for infinities and NaN, which JSON can't say
     */
    static Num of(double value) {
        return new Num(BigDecimal.valueOf(value));
    }

    static Bool of(boolean value) {
        return new Bool(value);
    }
}
