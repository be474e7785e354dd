package io.mcpagent.bootstrap.telemetry;

import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunRepository;
import io.mcpagent.domain.run.RunSummary;
import io.mcpagent.domain.task.Claim;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that something happened in a run, by kind and number alone. */
public final class LoggedRuns implements RunRepository {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedRuns.class);

    private final RunRepository runs;

    public LoggedRuns(RunRepository runs) {
        this.runs = runs;
    }

    @Override
    public void append(Claim lease, List<RecordedEvent> events) {
        runs.append(lease, events);
        Ids.of(lease).during(() -> {
            for (var each : events) {
                LOG.info("{} {}", each.seq(), each.event().getClass().getSimpleName());
            }
        });
    }

    @Override
    public List<RecordedEvent> read(RunId run, long after) {
        return runs.read(run, after);
    }

    @Override
    public Optional<RunSummary> find(RunId run) {
        return runs.find(run);
    }

    @Override
    public List<RunSummary> of(UserId owner, Optional<RunId> before, int limit) {
        return runs.of(owner, before, limit);
    }

    @Override
    public List<RunSummary> in(ConversationId conversation) {
        return runs.in(conversation);
    }

    @Override
    public void deleteOf(ConversationId conversation) {
        runs.deleteOf(conversation);
    }
}
