package io.mcpagent.domain.tool;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.FormField.Choice;
import io.mcpagent.domain.tool.FormField.Kind;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a value fits a field. */
final class FormValues {
    private FormValues() {}

    /** What is wrong with it. */
    static Optional<String> problem(Kind kind, Json value) {
        return switch (kind) {
            case Kind.Text text -> value instanceof Json.Str(var given) ? text(text, given) : has("a text");
            case Kind.Numeric number ->
                value instanceof Json.Num(var given)
                        ? number(number, given)
                        : has(number.isWhole() ? "a whole number" : "a number");
            case Kind.Flag flag -> value instanceof Json.Bool ? Optional.empty() : has("true or false");
            case Kind.One(var of) ->
                value instanceof Json.Str(var given) && values(of).contains(given) ? Optional.empty() : has(oneOf(of));
            case Kind.Several several -> value instanceof Json.Arr(var given) ? several(several, given) : has("a list");
        };
    }

    private static Optional<String> text(Kind.Text kind, String given) {
        var length = given.codePointCount(0, given.length());
        if (length < kind.shortest() || length > kind.longest())
            return has("a text of %,d to %,d characters".formatted(kind.shortest(), kind.longest()));
        return kind.format().flatMap(format -> switch (format) {
            case "email" -> given.matches("[^@\\s]+@[^@\\s]+") ? Optional.empty() : has("an e-mail address");
            case "uri" -> isUri(given) ? Optional.empty() : has("an address such as https://example.org/");
            case "date" -> isDate(given) ? Optional.empty() : has("a date such as 2027-01-31");
            case "date-time" -> isTime(given) ? Optional.empty() : has("a time such as 2027-01-31T12:00:00Z");
            default -> Optional.empty();
        });
    }

    private static boolean isUri(String given) {
        try {
            return new URI(given).isAbsolute();
        } catch (URISyntaxException none) {
            return false;
        }
    }

    private static boolean isDate(String given) {
        try {
            return LocalDate.parse(given).toString().equals(given);
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static boolean isTime(String given) {
        try {
            return Instant.parse(given).isAfter(Instant.MIN);
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static Optional<String> number(Kind.Numeric kind, BigDecimal given) {
        // A scale is looked at before anything is computed: a number can be written with millions of digits.
        if (Math.abs((long) given.scale()) > 1_000) return has("a number of at most a thousand digits");
        if (kind.isWhole() && given.stripTrailingZeros().scale() > 0) return has("a whole number");
        if (kind.least().filter(least -> given.compareTo(least) < 0).isPresent())
            return has("at least " + kind.least().get());
        if (kind.most().filter(most -> given.compareTo(most) > 0).isPresent())
            return has("at most " + kind.most().get());
        return Optional.empty();
    }

    private static Optional<String> several(Kind.Several kind, List<Json> given) {
        if (given.size() < kind.fewest() || given.size() > kind.most())
            return has("%d to %d choices".formatted(kind.fewest(), kind.most()));
        if (new HashSet<>(given).size() < given.size()) return has("each choice once");
        var isKnown = given.stream()
                .allMatch(each -> each instanceof Json.Str(var choice)
                        && values(kind.of()).contains(choice));
        return isKnown ? Optional.empty() : has("a list of " + oneOf(kind.of()));
    }

    private static List<String> values(List<Choice> of) {
        return of.stream().map(Choice::value).toList();
    }

    private static String oneOf(List<Choice> of) {
        return of.stream()
                .map(Choice::value)
                .limit(20)
                .collect(Collectors.joining(", ", "one of ", of.size() > 20 ? ", …" : ""));
    }

    private static Optional<String> has(String what) {
        return Optional.of("has to be " + what);
    }
}
