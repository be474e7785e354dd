package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.AuditEntry;
import io.mcpagent.domain.access.AuditEntryId;
import io.mcpagent.domain.access.AuditQuery;
import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.access.AuditSeal;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Audit entries and seals over an {@link InMemoryStore}. */
public final class InMemoryAuditRepository implements AuditRepository {
    private static final Table<AuditEntryId, AuditEntry> ENTRIES = new Table<>("audit_entries");
    private static final Table<AuditEntryId, Long> MARKS = new Table<>("audit_marks");
    private static final Table<Long, AuditSeal> SEALS = new Table<>("audit_seals");
    private static final Comparator<AuditEntry> OLDEST =
            Comparator.comparing(entry -> entry.id().value().toString());

    private final InMemoryStore store;

    public InMemoryAuditRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void append(AuditEntry entry) {
        store.write(() -> store.changing(ENTRIES).put(entry.id(), entry));
    }

    @Override
    public List<AuditEntry> search(AuditQuery query, Order order, Optional<AuditEntryId> behind, int limit) {
        var inOrder = order == Order.OLDEST_FIRST ? OLDEST : OLDEST.reversed();
        return ordered(inOrder)
                .filter(query::matches)
                .filter(entry ->
                        behind.filter(id -> !follows(entry.id(), id, order)).isEmpty())
                .limit(limit)
                .toList();
    }

    private static boolean follows(AuditEntryId id, AuditEntryId other, Order order) {
        var compared = id.value().toString().compareTo(other.value().toString());
        return order == Order.OLDEST_FIRST ? compared > 0 : compared < 0;
    }

    private Stream<AuditEntry> ordered(Comparator<AuditEntry> order) {
        return store.rows(ENTRIES).values().stream().sorted(order);
    }

    @Override
    public List<AuditEntry> unsealed(int limit) {
        var marks = store.rows(MARKS);
        return ordered(OLDEST)
                .filter(entry -> !marks.containsKey(entry.id()))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<AuditSeal> lastSeal() {
        return store.rows(SEALS).values().stream().max(Comparator.comparingLong(AuditSeal::number));
    }

    @Override
    public void seal(AuditSeal seal) {
        store.write(() -> {
            if (store.rows(SEALS).containsKey(seal.number()))
                throw new Conflict("sealed_meanwhile", "There is an audit seal %d already.".formatted(seal.number()));
            store.changing(SEALS).put(seal.number(), seal);
            seal.entries().forEach(leaf -> store.changing(MARKS).put(leaf.id(), seal.number()));
            return true;
        });
    }

    @Override
    public List<AuditSeal> seals(long afterNumber, int limit) {
        return store.rows(SEALS).values().stream()
                .filter(seal -> seal.number() > afterNumber)
                .sorted(Comparator.comparingLong(AuditSeal::number))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Sealed> sealed(long fromNumber) {
        var marks = store.rows(MARKS);
        var entries = store.rows(ENTRIES);
        return marks.values().stream()
                .filter(number -> number >= fromNumber)
                .min(Comparator.naturalOrder())
                .map(number -> new Sealed(number, of(number, marks, entries)));
    }

    private static List<AuditEntry> of(
            long number, Map<AuditEntryId, Long> marks, Map<AuditEntryId, AuditEntry> entries) {
        return entries.values().stream()
                .filter(entry -> Long.valueOf(number).equals(marks.get(entry.id())))
                .sorted(OLDEST)
                .toList();
    }
}
