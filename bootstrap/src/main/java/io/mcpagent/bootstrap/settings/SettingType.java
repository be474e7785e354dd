package io.mcpagent.bootstrap.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * How a value is written.
 *
 * @param read throws {@link IllegalArgumentException} whose message completes "the value …"
 */
record SettingType<T>(Function<String, T> read, Function<T, String> show) {
    private static final Map<String, Long> SIZES =
            new TreeMap<>(Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30));
    private static final Map<String, Long> MILLIS =
            new TreeMap<>(Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L));

    private static final SettingType<Optional<String>> SECRET =
            new SettingType<>(Optional::of, value -> value.map(set -> "***").orElse(""));

    static SettingType<Integer> integer(int least, int most) {
        return new SettingType<>(
                text -> (int) within(wholeNumber(text, text), least, most, String::valueOf), value -> value.toString());
    }

    static SettingType<Double> decimal(double least, double most) {
        return new SettingType<>(
                text -> {
                    var value = number(text);
                    if (value >= least && value <= most) return value;
                    throw refused(text, "a number from %s to %s".formatted(least, most));
                },
                value -> value.toString());
    }

    static SettingType<Duration> duration(Duration least, Duration most) {
        UnaryOperator<String> wanted = text -> "a duration such as 500ms, 30s, 5m or 1h";
        return new SettingType<>(
                text -> Duration.ofMillis(
                        within(quantity(text, MILLIS, wanted), least.toMillis(), most.toMillis(), SettingType::millis)),
                value -> millis(value.toMillis()));
    }

    /** In bytes. */
    static SettingType<Long> size(long least, long most) {
        UnaryOperator<String> wanted = text -> "a size such as 512KiB, 64MiB or 1GiB";
        return new SettingType<>(
                text -> within(quantity(text, SIZES, wanted), least, most, SettingType::bytes), SettingType::bytes);
    }

    static SettingType<String> oneOf(Collection<String> names) {
        var sorted = names.stream().sorted().toList();
        return new SettingType<>(
                text -> {
                    if (sorted.contains(text)) return text;
                    throw refused(text, "one of " + String.join(", ", sorted));
                },
                value -> value);
    }

    static <E extends Enum<E>> SettingType<E> oneOf(Class<E> type) {
        var byName = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(SettingType::kebab, Function.identity()));
        var wanted = "one of " + byName.keySet().stream().sorted().collect(Collectors.joining(", "));
        return new SettingType<>(
                text -> Optional.ofNullable(byName.get(text)).orElseThrow(() -> refused(text, wanted)),
                SettingType::kebab);
    }

    static SettingType<Path> path() {
        return new SettingType<>(
                text -> {
                    try {
                        return Path.of(text).toAbsolutePath().normalize();
                    } catch (InvalidPathException e) {
                        throw refused(text, "a path");
                    }
                },
                Path::toString);
    }

    static SettingType<Optional<Path>> optionalPath() {
        return new SettingType<>(
                text -> Optional.of(path().read().apply(text)),
                value -> value.map(Path::toString).orElse(""));
    }

    static SettingType<URI> url() {
        return new SettingType<>(
                text -> {
                    try {
                        return new URI(text);
                    } catch (URISyntaxException e) {
                        throw refused(text, "a URL");
                    }
                },
                URI::toString);
    }

    static SettingType<Optional<URI>> optionalUrl() {
        return new SettingType<>(
                text -> Optional.of(url().read().apply(text)),
                value -> value.map(URI::toString).orElse(""));
    }

    /** The URL of a database; what is wrong with it is told without repeating it, for it may hold a password. */
    static SettingType<Optional<String>> databaseUrl(Function<String, String> shown) {
        return new SettingType<>(
                text -> Optional.of(shown.apply(text)).map(valid -> text),
                value -> value.map(shown).orElse(""));
    }

    static SettingType<Optional<String>> text() {
        return new SettingType<>(Optional::of, value -> value.orElse(""));
    }

    /** Values divided by commas. */
    static <T> SettingType<Set<T>> several(Function<String, T> one, String wanted) {
        return new SettingType<>(
                text -> {
                    var values = new LinkedHashSet<T>();
                    for (var part : text.split(",", -1))
                        if (!part.isBlank()) values.add(read(one, part.strip(), wanted));
                    return values;
                },
                values -> values.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")));
    }

    private static <T> T read(Function<String, T> one, String part, String wanted) {
        try {
            return one.apply(part);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "has to be %s; of \"%s\": %s".formatted(wanted, part, e.getMessage()), e);
        }
    }

    /** A text that is there. */
    static SettingType<String> required() {
        return new SettingType<>(
                text -> {
                    if (!text.isBlank()) return text;
                    throw refused(text, "a text");
                },
                value -> value);
    }

    /** Never shown, and may stand sealed where it is written. */
    static SettingType<Optional<String>> secret() {
        return SECRET;
    }

    boolean isSecret() {
        return equals(SECRET);
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long quantity(String text, Map<String, Long> units, UnaryOperator<String> wanted) {
        var end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) end++;
        var factor = units.get(text.substring(end).strip());
        if (end == 0 || factor == null) throw refused(text, wanted.apply(text));
        try {
            return Math.multiplyExact(wholeNumber(text.substring(0, end), text), factor);
        } catch (ArithmeticException e) {
            throw refused(text, "smaller");
        }
    }

    private static long wholeNumber(String digits, String whole) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw refused(whole, "a whole number");
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw refused(text, "a number");
        }
    }

    private static long within(long value, long least, long most, Function<Long, String> show) {
        if (value >= least && value <= most) return value;
        throw refused(show.apply(value), "from %s to %s".formatted(show.apply(least), show.apply(most)));
    }

    private static String millis(long millis) {
        return inLargestUnit(millis, MILLIS);
    }

    private static String bytes(long bytes) {
        return inLargestUnit(bytes, SIZES);
    }

    private static String inLargestUnit(long value, Map<String, Long> units) {
        return units.entrySet().stream()
                .filter(unit -> value % unit.getValue() == 0)
                .max(Map.Entry.comparingByValue())
                .map(unit -> value / unit.getValue() + unit.getKey())
                .orElseThrow();
    }

    private static IllegalArgumentException refused(String text, String wanted) {
        return new IllegalArgumentException("has to be %s, not \"%s\"".formatted(wanted, text));
    }
}
