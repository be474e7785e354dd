package io.mcpagent.adapter.persistence.tool;

import io.mcpagent.adapter.persistence.failure.ConstraintViolated;
import io.mcpagent.adapter.persistence.transaction.Entities;
import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.adapter.persistence.transaction.Session;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.tool.PinnedTool;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ToolServerEntry;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerRepository;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Tool servers, and the pins of their tools. */
public final class JpaToolServerRepository implements ToolServerRepository {
    private static final String ENTRIES = "SELECT " + ToolServerRow.COLUMNS + " FROM tool_servers";
    private static final String CALLABLE =
            " FROM tool_pins p JOIN tool_servers s ON s.name = p.server WHERE p.state = ? AND s.enabled <> 0";

    private final Entities entities;
    /** Read definitions by their hash: each step of a run asks for all of them, and they are large and change seldom. */
    private final AtomicReference<Map<String, ServedTool>> known = new AtomicReference<>(Map.of());

    public JpaToolServerRepository(Entities entities) {
        this.entities = entities;
    }

    /** In plain SQL, as the next three, which runs and starts ask for: Hibernate takes several times as long. */
    @Override
    public List<ToolServerEntry> all() {
        return entities.database().read(session -> session.query(ENTRIES, row -> ToolServerRow.entry(row))).stream()
                .sorted(Comparator.comparing(entry -> entry.name().value()))
                .toList();
    }

    @Override
    public Optional<ToolServerEntry> find(ToolServerName name) {
        return entities.database()
                .read(session ->
                        session.first(ENTRIES + " WHERE name = ?", row -> ToolServerRow.entry(row), name.value()));
    }

    @Override
    public List<PinnedTool> callable() {
        return entities.database().read(this::callable).stream()
                .sorted(Comparator.comparing(PinnedTool::name))
                .toList();
    }

    private List<PinnedTool> callable(Session session) {
        var before = known.get();
        var read = new HashMap<String, ServedTool>();
        for (var hash : session.query(
                "SELECT DISTINCT p.newest_hash" + CALLABLE, row -> row.getString("newest_hash"), ToolPinRow.APPROVED)) {
            var definition = Optional.ofNullable(before.get(hash)).or(() -> definition(session, hash));
            definition.ifPresent(found -> read.put(hash, found));
        }
        known.set(Map.copyOf(read));
        var columns = "SELECT p.server, p.newest_hash, p.decided_by, p.decided_at, p.annotations_confirmed, p.version";
        return session.query(columns + CALLABLE, row -> found(row, read), ToolPinRow.APPROVED).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ServedTool> definition(Session session, String hash) {
        return session.first(
                "SELECT newest FROM tool_pins WHERE newest_hash = ?",
                row -> ToolPinRow.definition(row.getString("newest")),
                hash);
    }

    /** Empty for one that was approved between two statements. */
    private static Optional<PinnedTool> found(Row row, Map<String, ServedTool> definitions) throws SQLException {
        var definition = Optional.ofNullable(definitions.get(row.getString("newest_hash")));
        return definition.isEmpty() ? Optional.empty() : Optional.of(ToolPinRow.approved(row, definition.get()));
    }

    @Override
    public ToolServerEntry save(ToolServerEntry entry) {
        try {
            return entities.write(session -> saved(session, entry));
        } catch (ConstraintViolated e) {
            throw taken(entry, e);
        }
    }

    private static ToolServerEntry saved(StatelessSession session, ToolServerEntry entry) {
        var row = ToolServerRow.of(entry);
        if (entry.version() == 0) {
            if (session.get(ToolServerRow.class, entry.name().value()) != null) throw taken(entry, null);
            session.insert(row);
            deletePins(session, entry.name());
        } else {
            try {
                session.update(row);
            } catch (StaleStateException | OptimisticLockException stale) {
                throw new Conflict(
                        "tool_server_changed",
                        "The tool server %s was changed meanwhile. Look again, and repeat what is still needed."
                                .formatted(entry.name().value()),
                        stale);
            }
        }
        return row.entry();
    }

    @Override
    public boolean delete(ToolServerName name) {
        return entities.write(session -> {
            deletePins(session, name);
            return session.createMutationQuery("delete ToolServerRow where name = ?1")
                            .setParameter(1, name.value())
                            .executeUpdate()
                    > 0;
        });
    }

    private static void deletePins(StatelessSession session, ToolServerName server) {
        session.createMutationQuery("delete ToolPinRow where server = ?1")
                .setParameter(1, server.value())
                .executeUpdate();
    }

    @Override
    public List<PinnedTool> pins(ToolServerName server) {
        return entities
                .read(session -> session.createSelectionQuery("from ToolPinRow where server = ?1", ToolPinRow.class)
                        .setParameter(1, server.value())
                        .getResultList())
                .stream()
                .map(ToolPinRow::pin)
                .sorted(Comparator.comparing(PinnedTool::name))
                .toList();
    }

    @Override
    public PinnedTool save(PinnedTool pin) {
        try {
            return entities.write(session -> saved(session, pin));
        } catch (ConstraintViolated e) {
            throw changed(pin, e);
        }
    }

    private static PinnedTool saved(StatelessSession session, PinnedTool pin) {
        var row = ToolPinRow.of(pin);
        if (pin.version() == 0) {
            if (session.get(ToolPinRow.class, pin.name()) != null) throw changed(pin, null);
            session.insert(row);
        } else {
            try {
                session.update(row);
            } catch (StaleStateException | OptimisticLockException stale) {
                throw changed(pin, stale);
            }
        }
        return row.pin();
    }

    private static Conflict taken(ToolServerEntry entry, @Nullable Exception cause) {
        return new Conflict(
                "tool_server_name_taken",
                "There is a tool server named %s already. Change it, or choose another name."
                        .formatted(entry.name().value()),
                cause);
    }

    private static Conflict changed(PinnedTool pin, @Nullable Exception cause) {
        return new Conflict(
                "tool_pin_changed",
                "The tool %s was changed meanwhile. Look again, and repeat what is still needed.".formatted(pin.name()),
                cause);
    }
}
