package io.mcpagent.bootstrap;

import io.mcpagent.adapter.access.LocalAccess;
import io.mcpagent.application.access.MasterKeyTrail;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a server that runs take up a new master key, seals with it what is stored, and tells the audit log. */
final class MasterKeyWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyWatch.class);

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private MasterKeyWatch(LocalAccess access, Runnable others, MasterKeyTrail trail) {
        thread = Thread.ofVirtual().name("master-key-watch").start(() -> watch(access, others, trail));
    }

    /** @param others seals what is stored beside what access stores */
    static MasterKeyWatch over(LocalAccess access, Runnable others, MasterKeyTrail trail) {
        return new MasterKeyWatch(access, others, trail);
    }

    private void watch(LocalAccess access, Runnable others, MasterKeyTrail trail) {
        try {
            do look(access, others, trail);
            while (!stopped.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException nobodyInterruptsIt) {
            Thread.currentThread().interrupt();
        }
    }

    private static void look(LocalAccess access, Runnable others, MasterKeyTrail trail) {
        try {
            if (access.resealAfterRotation(others)) LOG.info("stored secrets are sealed with the newest master key");
        } catch (RuntimeException trouble) {
            LOG.warn(
                    "stored secrets can't be sealed with the newest master key now; it is tried again: {}",
                    trouble.getMessage());
        }
        try {
            trail.found(access.masterKeys());
        } catch (RuntimeException trouble) {
            LOG.warn("the master keys can't be audited now; it is tried again: {}", trouble.getMessage());
        }
    }

    /** Waits for what is under way. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
