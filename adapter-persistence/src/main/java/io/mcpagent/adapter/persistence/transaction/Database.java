package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.adapter.persistence.failure.Failures;
import io.mcpagent.domain.transaction.PendingCommit;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * One database and its transactions. What a transaction's body calls on the same thread is part of the transaction; which
 * thread that is, the kind of database decides.
 */
public final class Database implements AutoCloseable {
    private final Connections connections;
    private final ThreadLocal<Optional<Active>> active = ThreadLocal.withInitial(Optional::empty);

    private record Active(Session session, boolean writes) {}

    private Database(Connections connections) {
        this.connections = connections;
    }

    public static Database sqlite(Path file) {
        return sqlite(file, UnaryOperator.identity());
    }

    /**
     * A database file, made when it is missing.
     *
     * @param around what connections are taken through
     */
    public static Database sqlite(Path file, UnaryOperator<DataSource> around) {
        return new Database(new SqliteConnections(new SqliteConnector(file, around)));
    }

    /**
     * A database on a server, to which there is a connection when this returns.
     *
     * @param around what connections are taken through
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code database_unreachable} or
     *     {@code database_refused}
     */
    public static Database postgresql(PostgresServer server, UnaryOperator<DataSource> around) {
        return new Database(new PostgresConnections(server, around));
    }

    public Dialect dialect() {
        return connections.dialect();
    }

    public Failures failures() {
        return connections.failures();
    }

    /** Its name for people: a file, or an address without a password. */
    public String place() {
        return connections.place();
    }

    /** For migrations, while nothing else is going on. */
    public DataSource forMigrations() {
        return connections.forMigrations();
    }

    /** Runs a body that reads: in the transaction that this thread is in, or else on a snapshot of its own. */
    public <T> T read(Function<Session, T> body) {
        var outer = active.get();
        if (outer.isPresent()) return body.apply(outer.get().session);
        return connections.read(session -> within(new Active(session, false), body));
    }

    /** Runs a body that writes: in the transaction that this thread is in, or else in one of its own. */
    public <T> T write(Function<Session, T> body) {
        var outer = active.get();
        if (outer.isEmpty()) return connections.write(session -> whole(session, body));
        if (!outer.get().writes) throw new IllegalStateException("a body that was given to read may not write");
        return body.apply(outer.get().session);
    }

    /** Begins a transaction of its own that writes, of which others that are begun from then on see what it did. */
    PendingCommit begin(Function<Session, ?> body) {
        if (active.get().isPresent()) throw new IllegalStateException("a transaction can't be begun within another");
        return connections.begin(session -> whole(session, body));
    }

    @Override
    public void close() {
        connections.close();
    }

    private <T> T whole(Session session, Function<Session, T> body) {
        var result = within(new Active(session, true), body);
        if (session.isSpoilt())
            throw new IllegalStateException("a part of the transaction failed, so nothing of it was kept");
        return result;
    }

    private <T> T within(Active transaction, Function<Session, T> body) {
        active.set(Optional.of(transaction));
        try {
            return body.apply(transaction.session);
        } finally {
            active.remove();
        }
    }

    /** Within a transaction that writes: runs a body when it has ended, kept or not, and before its caller hears of that. */
    void afterwards(Runnable body) {
        active.get()
                .filter(Active::writes)
                .orElseThrow(() -> new IllegalStateException("there is no transaction that writes"))
                .session
                .afterwards(body);
    }

    /** Whether no other process can change it, as it lies in a data directory that this one holds. */
    boolean isOwn() {
        return dialect() == Dialect.SQLITE;
    }

    void spoil() {
        active.get().ifPresent(transaction -> transaction.session.spoil());
    }

    boolean isInTransaction() {
        return active.get().isPresent();
    }

    /** Whether this thread is in a transaction that writes. */
    public boolean isWriting() {
        return active.get().map(Active::writes).orElse(false);
    }
}
