package io.mcpagent.domain.tool;

import io.mcpagent.domain.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One field of a form that a tool has a person fill in; the texts are the tool's.
 *
 * @param fallback what the tool suggests
 */
public record FormField(
        String name,
        Optional<String> title,
        Optional<String> description,
        boolean isRequired,
        Optional<Json> fallback,
        Kind kind) {
    /** What can be filled in. */
    public sealed interface Kind {
        /**
         * Words.
         *
         * @param format {@code email}, {@code uri}, {@code date}, {@code date-time}, or another that is not checked
         */
        record Text(int shortest, int longest, Optional<String> format) implements Kind {}

        record Numeric(boolean isWhole, Optional<BigDecimal> least, Optional<BigDecimal> most) implements Kind {}

        record Flag() implements Kind {}

        record One(List<Choice> of) implements Kind {
            public One {
                of = List.copyOf(of);
            }
        }

        record Several(List<Choice> of, int fewest, int most) implements Kind {
            public Several {
                of = List.copyOf(of);
            }
        }
    }

    /**
     * One of several values.
     *
     * @param label for people
     */
    public record Choice(String value, String label) {}

    /** How people are shown it. */
    public String label() {
        return title.orElse(name);
    }
}
