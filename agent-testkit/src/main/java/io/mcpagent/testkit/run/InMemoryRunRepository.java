package io.mcpagent.testkit.run;

import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunEventJson;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunRepository;
import io.mcpagent.domain.run.RunSummary;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.testkit.task.InMemoryTaskQueue;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A run log over an {@link InMemoryStore}; leases are those of an {@link InMemoryTaskQueue} over the same store. */
public final class InMemoryRunRepository implements RunRepository {
    private static final Table<RunId, List<RecordedEvent>> LOGS = new Table<>("run_events");

    private final InMemoryStore store;
    private final InMemoryTaskQueue tasks;

    public InMemoryRunRepository(InMemoryStore store) {
        this.store = store;
        this.tasks = new InMemoryTaskQueue(store);
    }

    @Override
    public void append(Claim lease, List<RecordedEvent> events) {
        var first = events.getFirst();
        var run = first.run();
        store.write(() -> {
            if (!drives(lease, run))
                throw new Conflict("stale_lease", "Run " + run.value() + " is not held by this lease any more.");
            var log = new ArrayList<>(read(run, 0));
            if (log.size() + 1 != first.seq())
                throw new Conflict(
                        "unexpected_seq",
                        "The log of run %s ends at %d, not at %d.".formatted(run.value(), log.size(), first.seq() - 1));
            if (log.isEmpty() && !(first.event() instanceof RunStarted))
                throw new IllegalArgumentException("a log begins with the start of its run, not with " + first.event());
            log.addAll(events);
            return store.changing(LOGS).put(run, List.copyOf(log)) == null;
        });
    }

    @Override
    public List<RecordedEvent> read(RunId run, long after) {
        return store.rows(LOGS).getOrDefault(run, List.of()).stream()
                .filter(event -> event.seq() > after)
                .toList();
    }

    @Override
    public Optional<RunSummary> find(RunId run) {
        var log = read(run, 0);
        if (log.isEmpty() || !(log.getFirst().event() instanceof RunStarted started)) return Optional.empty();
        return Optional.of(new RunSummary(
                run,
                started.conversation(),
                started.owner(),
                started.question(),
                log.getFirst().at(),
                RunSummary.Status.after(RunEventJson.kind(log.getLast().event())),
                log.getLast().seq(),
                log.getLast().at()));
    }

    @Override
    public List<RunSummary> of(UserId owner, Optional<RunId> before, int limit) {
        return store.rows(LOGS).keySet().stream()
                .sorted(Comparator.comparing((RunId run) -> run.value().toString())
                        .reversed())
                .filter(run -> before.map(last ->
                                run.value().toString().compareTo(last.value().toString()) < 0)
                        .orElse(true))
                .flatMap(run -> find(run).stream())
                .filter(run -> run.owner().equals(owner))
                .limit(limit)
                .toList();
    }

    @Override
    public List<RunSummary> in(ConversationId conversation) {
        return store.rows(LOGS).keySet().stream()
                .flatMap(run -> find(run).stream())
                .filter(run -> run.conversation().equals(conversation))
                .toList();
    }

    @Override
    public void deleteOf(ConversationId conversation) {
        store.write(() -> {
            for (var run : in(conversation)) {
                store.changing(LOGS).remove(run.id());
                InMemoryKeptResultRepository.deleteOf(store, run.id());
            }
            return true;
        });
    }

    private boolean drives(Claim lease, RunId run) {
        return lease.task().kind() == TaskKind.DRIVE_RUN
                && lease.task().subject().equals(run.value())
                && tasks.holds(lease);
    }
}
