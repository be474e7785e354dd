package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the secrets and hands out tickets for them. */
public final class InMemorySecrets implements SecretPort {
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private final AtomicLong tickets = new AtomicLong();

    @Override
    public SealedSecret seal(String purpose, byte[] secret) {
        var ticket = "ticket-" + tickets.incrementAndGet();
        kept.put(purpose + "/" + ticket, secret.clone());
        return new SealedSecret(ticket);
    }

    @Override
    public byte[] open(String purpose, SealedSecret sealed) {
        var secret = kept.get(purpose + "/" + sealed.value());
        if (secret == null)
            throw new UpstreamFailure(
                    "secret_unreadable", "The secret for %s can't be read.".formatted(purpose), false);
        return secret.clone();
    }

    /** There is one key, which is the newest. */
    @Override
    public Optional<SealedSecret> rotate(String purpose, SealedSecret sealed) {
        open(purpose, sealed);
        return Optional.empty();
    }
}
