package io.mcpagent.adapter.persistence.transaction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Rows of one table that each request asks for, kept in memory until a transaction that changes the table has ended, and
 * before its caller hears of it. Only where no other process can write; else each is read anew. Safe for use by many
 * threads.
 */
public final class Remembered<K, V> {
    private static final int MOST = 10_000;

    private final Database database;
    private final Cache<K, Known<V>> rows =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    private final AtomicLong changes = new AtomicLong();

    /** @param after how many changes it was begun to be read */
    private record Known<V>(long after, V row) {}

    public Remembered(Database database) {
        this.database = database;
    }

    /** A row as it stands now, or as this thread's transaction sees it. What is not there is asked for again. */
    public Optional<V> find(K key, Supplier<Optional<V>> reading) {
        if (!database.isOwn() || database.isInTransaction()) return reading.get();
        var known = rows.getIfPresent(key);
        var now = changes.get();
        if (known != null && known.after == now) return Optional.of(known.row);
        var found = reading.get();
        found.ifPresent(row -> rows.put(key, new Known<>(now, row)));
        return found;
    }

    /** Said within a transaction that changes the table. */
    public void changes() {
        database.afterwards(changes::incrementAndGet);
    }
}
