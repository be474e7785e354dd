package io.mcpagent.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. */
public final class SteppingTime implements InstantSource {
    private final AtomicReference<Instant> now;

    public SteppingTime() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    public SteppingTime(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    public void advance(Duration step) {
        now.updateAndGet(instant -> instant.plus(step));
    }
}
