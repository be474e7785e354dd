package io.mcpagent.adapter.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.access.SigningKey;
import io.mcpagent.domain.access.SigningKeyRepository;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The keys that sign, as stored and shared by all nodes. The youngest signs; one that was followed stays until its tokens are over. */
final class SigningKeys {
    private static final Duration SIGNS_FOR = Duration.ofDays(30);
    /** Longer than any token lasts, clocks that differ included. */
    private static final Duration OVERLAP = Duration.ofHours(1);
    /** Tokens of unknown keys don't have the records read more often. */
    private static final Duration LOOKED_UP = Duration.ofSeconds(5);

    private final SigningKeyRepository stored;
    private final SecretPort secrets;
    private final InstantSource clock;
    private Known known = new Known(List.of(), Instant.MIN);

    SigningKeys(SigningKeyRepository stored, SecretPort secrets, InstantSource clock) {
        this.stored = stored;
        this.secrets = secrets;
        this.clock = clock;
    }

    private record Opened(ECKey key, Instant createdAt) {}

    /** @param keys oldest first */
    private record Known(List<Opened> keys, Instant readAt) {}

    synchronized ECKey signing() {
        if (youngest().isEmpty()) read();
        var youngest = youngest();
        return youngest.isPresent() ? youngest.get().key : made();
    }

    synchronized Optional<ECKey> named(String id) {
        var found = find(id);
        if (found.isPresent() || clock.instant().isBefore(known.readAt.plus(LOOKED_UP))) return found;
        read();
        return find(id);
    }

    /** Without their private parts. */
    synchronized List<ECKey> valid() {
        read();
        return known.keys.stream()
                .filter(this::isValid)
                .map(opened -> opened.key.toPublicJWK())
                .toList();
    }

    private Optional<Opened> youngest() {
        return known.keys.reversed().stream()
                .findFirst()
                .filter(opened -> clock.instant().isBefore(opened.createdAt.plus(SIGNS_FOR)));
    }

    private Optional<ECKey> find(String id) {
        return known.keys.stream()
                .filter(opened -> opened.key.getKeyID().equals(id))
                .filter(this::isValid)
                .map(Opened::key)
                .findAny();
    }

    private boolean isValid(Opened opened) {
        var now = clock.instant();
        return known.keys.stream()
                .noneMatch(other ->
                        other.createdAt.isAfter(opened.createdAt) && now.isAfter(other.createdAt.plus(OVERLAP)));
    }

    private void read() {
        known = new Known(stored.all().stream().map(this::opened).toList(), clock.instant());
    }

    private ECKey made() {
        known.keys.stream().filter(opened -> !isValid(opened)).forEach(opened -> stored.delete(opened.key.getKeyID()));
        try {
            var key = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
            var sealed =
                    secrets.seal(purpose(key.getKeyID()), key.toJSONString().getBytes(StandardCharsets.UTF_8));
            stored.add(new SigningKey(key.getKeyID(), sealed, clock.instant().truncatedTo(ChronoUnit.MICROS)));
            read();
            return key;
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    /** Seals anew what an older master key has sealed. Of several processes that do, one is first, and all may go on. */
    void rotate() {
        for (var key : stored.all()) {
            secrets.rotate(purpose(key.id()), key.sealed())
                    .ifPresent(newer -> stored.reseal(key.id(), key.sealed(), newer));
        }
    }

    static int outdated(SecretPort secrets, List<SigningKey> keys) {
        return (int) keys.stream()
                .filter(key -> secrets.rotate(purpose(key.id()), key.sealed()).isPresent())
                .count();
    }

    private Opened opened(SigningKey key) {
        var json = new String(secrets.open(purpose(key.id()), key.sealed()), StandardCharsets.UTF_8);
        try {
            return new Opened(ECKey.parse(json), key.createdAt());
        } catch (ParseException e) {
            throw new IllegalStateException("what was sealed as a signing key is none", e);
        }
    }

    private static String purpose(String id) {
        return "signing key " + id;
    }
}
