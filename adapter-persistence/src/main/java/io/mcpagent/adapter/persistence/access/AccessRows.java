package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.transaction.Columns;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The entities of this package, and how values of the domain stand in them. */
public final class AccessRows {
    public static final List<Class<?>> TYPES = List.of(
            UserRow.class,
            ExternalIdentityRow.class,
            ApiKeyRow.class,
            RefreshTokenRow.class,
            SigningKeyRow.class,
            GrantRow.class);

    private AccessRows() {}

    static long micros(Instant instant) {
        return Columns.micros(instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static @Nullable Long micros(Optional<Instant> instant) {
        return instant.map(Columns::micros).orElse(null);
    }

    static Optional<Instant> instantIfAny(@Nullable Long micros) {
        return Optional.ofNullable(micros).map(AccessRows::instant);
    }

    static String names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }

    static <E extends Enum<E>> Set<E> constants(String names, Function<String, E> constant) {
        return Arrays.stream(names.split(",", -1)).map(constant).collect(Collectors.toUnmodifiableSet());
    }
}
