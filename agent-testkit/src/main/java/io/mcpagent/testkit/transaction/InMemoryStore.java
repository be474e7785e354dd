package io.mcpagent.testkit.transaction;

import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The rows of all in-memory repositories of one installation, with transactions over them.
 *
 * <p>Snapshots are isolated: a reader sees what was committed when it began, one writer works at a time on copies of
 * the tables that it touches, and a commit publishes them together.
 */
public final class InMemoryStore {
    /** The name of a table, typed by its rows, which keep the order in which their keys were first put. */
    @SuppressWarnings("UnusedTypeParameter")
    public record Table<K, V>(String name) {}

    private final InstantSource clock;
    private final ReentrantLock writer = new ReentrantLock();
    private final ThreadLocal<Optional<Transaction>> current = ThreadLocal.withInitial(Optional::empty);
    private volatile Map<Table<?, ?>, Map<?, ?>> committed = Map.of();

    public InMemoryStore(InstantSource clock) {
        this.clock = clock;
    }

    public InstantSource clock() {
        return clock;
    }

    /** A view of the rows as this thread's transaction sees them, or else as last committed; not to be changed. */
    public <K, V> Map<K, V> rows(Table<K, V> table) {
        var tables = current.get().map(transaction -> transaction.tables).orElse(committed);
        return Collections.unmodifiableMap(typed(table, tables));
    }

    /** The rows to be changed in this thread's {@link #write}. */
    public <K, V> Map<K, V> changing(Table<K, V> table) {
        var transaction = current.get()
                .filter(open -> open.writes)
                .orElseThrow(() -> new IllegalStateException("rows change only in a write"));
        if (transaction.copied.putIfAbsent(table, true) == null)
            transaction.tables.put(table, new LinkedHashMap<>(typed(table, transaction.tables)));
        return typed(table, transaction.tables);
    }

    /** Runs a body on a snapshot, or in the transaction that this thread is in. */
    public <T> T read(Supplier<T> body) {
        if (current.get().isPresent()) return body.get();
        return within(new Transaction(false, committed), body);
    }

    /** Runs a body that commits as a whole, or as part of the write that this thread is in. */
    public <T> T write(Supplier<T> body) {
        if (writing()) return body.get();
        if (current.get().isPresent()) throw new IllegalStateException("a body that was given to read may not write");
        writer.lock();
        try {
            var transaction = new Transaction(true, committed);
            var result = within(transaction, body);
            if (transaction.doomed)
                throw new IllegalStateException("a nested write failed, so nothing of the outer one was kept");
            committed = transaction.tables;
            return result;
        } finally {
            writer.unlock();
        }
    }

    boolean writing() {
        return current.get().map(transaction -> transaction.writes).orElse(false);
    }

    /** Lets this thread's write fail at its end, whatever it does. */
    void doom() {
        current.get().ifPresent(transaction -> transaction.doomed = true);
    }

    private <T> T within(Transaction transaction, Supplier<T> body) {
        current.set(Optional.of(transaction));
        try {
            return body.get();
        } finally {
            current.remove();
        }
    }

    // A table's rows are only ever put through a Table of the same name, and names are used once.
    @SuppressWarnings("unchecked")
    private static <K, V> Map<K, V> typed(Table<K, V> table, Map<Table<?, ?>, Map<?, ?>> tables) {
        return (Map<K, V>) tables.getOrDefault(table, Map.of());
    }

    private static final class Transaction {
        private final boolean writes;
        private final Map<Table<?, ?>, Map<?, ?>> tables;
        private final Map<Table<?, ?>, Boolean> copied = new HashMap<>();
        private boolean doomed;

        Transaction(boolean writes, Map<Table<?, ?>, Map<?, ?>> snapshot) {
            this.writes = writes;
            this.tables = new HashMap<>(snapshot);
        }
    }
}
