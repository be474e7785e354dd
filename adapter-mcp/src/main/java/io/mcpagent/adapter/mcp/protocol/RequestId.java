package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import java.math.BigDecimal;
import java.util.Optional;

/** Tells requests of one sender apart: a text or a whole number. {@code 1} and {@code 1.0} are the same. */
public sealed interface RequestId {
    record Text(String value) implements RequestId {}

    record Numeric(BigDecimal value) implements RequestId {
        /** @throws IllegalArgumentException when it is no whole number */
        public Numeric {
            if (value.signum() != 0 && value.stripTrailingZeros().scale() > 0)
                throw new IllegalArgumentException("the id of a request is no fraction");
            // Written as 10 and not as 1E+1, which servers that read whole numbers refuse.
            value = value.setScale(0);
        }
    }

    static RequestId of(long number) {
        return new Numeric(BigDecimal.valueOf(number));
    }

    /** The id that a JSON value is; empty for what is none. */
    static Optional<RequestId> in(Optional<Json> json) {
        return json.flatMap(value -> switch (value) {
            case Json.Str(var text) -> Optional.of(new Text(text));
            case Json.Num(var number)
            when number.signum() == 0 || number.stripTrailingZeros().scale() <= 0 -> Optional.of(new Numeric(number));
            case Json other -> Optional.empty();
        });
    }

    default Json json() {
        return switch (this) {
            case Text(var value) -> Json.of(value);
            case Numeric(var value) -> new Json.Num(value);
        };
    }
}
