package io.mcpagent.adapter.persistence.access;

import static io.mcpagent.adapter.persistence.transaction.Columns.micros;

import io.mcpagent.adapter.persistence.failure.ConstraintViolated;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.adapter.persistence.transaction.Session;
import io.mcpagent.domain.access.AuditEntry;
import io.mcpagent.domain.access.AuditEntryId;
import io.mcpagent.domain.access.AuditQuery;
import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.access.AuditSeal;
import io.mcpagent.domain.failure.Conflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The audit log. An entry names the seal that it is of; it is what seals it that says so in a way that can be checked. */
public final class SqlAuditRepository implements AuditRepository {
    private static final String SELECT = "SELECT " + AuditRows.ENTRY + " FROM audit_entries WHERE ";
    private static final String SEALS = "SELECT number, previous, sealed_at, entries, hash FROM audit_seals ";

    private final Database database;

    public SqlAuditRepository(Database database) {
        this.database = database;
    }

    @Override
    public void append(AuditEntry entry) {
        database.write(session -> session.update(
                "INSERT INTO audit_entries (" + AuditRows.ENTRY + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                AuditRows.of(entry)));
    }

    @Override
    public List<AuditEntry> search(AuditQuery query, Order order, Optional<AuditEntryId> behind, int limit) {
        var conditions = new ArrayList<String>();
        var arguments = new ArrayList<Object>();
        query.user().ifPresent(user -> add(conditions, arguments, "user_id = ?", user.value()));
        query.action().ifPresent(action -> add(conditions, arguments, "action = ?", action.name()));
        query.resourceKind().ifPresent(kind -> add(conditions, arguments, "resource_kind = ?", kind));
        query.resourceId().ifPresent(id -> add(conditions, arguments, "resource_id = ?", id));
        query.from().ifPresent(time -> add(conditions, arguments, "at >= ?", micros(time)));
        query.until().ifPresent(time -> add(conditions, arguments, "at <= ?", micros(time)));
        var isAscending = order == Order.OLDEST_FIRST;
        behind.ifPresent(id -> add(conditions, arguments, isAscending ? "id > ?" : "id < ?", AuditRows.id(id)));
        var sql = (conditions.isEmpty() ? "1 = 1" : String.join(" AND ", conditions))
                + (isAscending ? " ORDER BY id LIMIT ?" : " ORDER BY id DESC LIMIT ?");
        arguments.add(limit);
        return database.read(session -> session.query(SELECT + sql, AuditRows::entry, arguments.toArray()));
    }

    private static void add(List<String> conditions, List<Object> arguments, String condition, Object argument) {
        conditions.add(condition);
        arguments.add(argument);
    }

    @Override
    public List<AuditEntry> unsealed(int limit) {
        return database.read(
                session -> session.query(SELECT + "seal IS NULL ORDER BY id LIMIT ?", AuditRows::entry, limit));
    }

    @Override
    public Optional<AuditSeal> lastSeal() {
        // A second sealer waits here, and is refused at its seal's number where there was no row to wait for.
        var lock = database.isWriting() ? database.dialect().locking() : "";
        return database.read(session -> session.first(SEALS + "ORDER BY number DESC LIMIT 1" + lock, AuditRows::seal));
    }

    @Override
    public void seal(AuditSeal seal) {
        database.write(session -> {
            try {
                insert(session, seal);
            } catch (ConstraintViolated other) {
                throw meanwhile(seal, other);
            }
            session.updateAll("UPDATE audit_entries SET seal = ? WHERE id = ?", seal.entries(), leaf ->
                    new Object[] {seal.number(), AuditRows.id(leaf.id())});
            return true;
        });
    }

    private static void insert(Session session, AuditSeal seal) {
        session.update(
                "INSERT INTO audit_seals (number, previous, sealed_at, entries, hash) VALUES (?, ?, ?, ?, ?)",
                seal.number(),
                seal.previous().value(),
                micros(seal.sealedAt()),
                AuditRows.leaves(seal),
                seal.hash().value());
    }

    private static Conflict meanwhile(AuditSeal seal, ConstraintViolated cause) {
        return new Conflict("sealed_meanwhile", "There is an audit seal %d already.".formatted(seal.number()), cause);
    }

    @Override
    public List<AuditSeal> seals(long afterNumber, int limit) {
        return database.read(session ->
                session.query(SEALS + "WHERE number > ? ORDER BY number LIMIT ?", AuditRows::seal, afterNumber, limit));
    }

    @Override
    public Optional<Sealed> sealed(long fromNumber) {
        return database.read(session -> session.first(
                        "SELECT MIN(seal) AS number FROM audit_entries WHERE seal >= ? HAVING MIN(seal) IS NOT NULL",
                        row -> row.getLong("number"),
                        fromNumber)
                .map(number ->
                        new Sealed(number, session.query(SELECT + "seal = ? ORDER BY id", AuditRows::entry, number))));
    }
}
