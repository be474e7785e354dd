package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.SecretSource;
import java.util.concurrent.atomic.AtomicLong;

/** Secrets that count from 1, of the form of real ones; for tests alone, as anybody can guess them. */
public final class CountingSecrets implements SecretSource {
    private final AtomicLong last = new AtomicLong();

    @Override
    public String next() {
        return "%012d".formatted(last.incrementAndGet()) + "s".repeat(31);
    }
}
