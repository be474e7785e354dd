package io.mcpagent.application.run;

import io.mcpagent.application.run.RunDriver.Started;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.InputAnswered;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunEvent.RunResumed;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.task.Claim;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts answers into the logs of parked runs: those of people, and that none came in time. */
final class InputAnswers {
    private final RunPorts ports;
    private final Function<RunId, Claim> leases;
    private final InstantSource clock;

    /** @param leases for whoever appends, within a transaction */
    InputAnswers(RunPorts ports, Function<RunId, Claim> leases, InstantSource clock) {
        this.ports = ports;
        this.leases = leases;
        this.clock = clock;
    }

    /**
     * Records an answer. A run that waits for others too stays parked, so that nobody can answer one while it is driven.
     *
     * @param withIt what belongs into the same transaction
     * @throws Conflict with code {@code input_answered} or {@code unexpected_seq} when the run went on meanwhile
     */
    Started record(InboxEntry entry, InputAnswer answer, Optional<Caller> asking, Runnable withIt) {
        var run = entry.run();
        var id = entry.request().id();
        var log = new ArrayList<>(ports.runs().read(run, 0));
        long last = log.size();
        var waiting = RunDriver.state(log).waitingFor();
        if (!RunDriver.state(log).isParked()
                || waiting.stream().noneMatch(request -> request.id().equals(id)))
            throw new Conflict("input_answered", "That was answered meanwhile; the run goes on.");
        var isLast = waiting.size() == 1;
        var events = new ArrayList<RunEvent>(List.of(new RunResumed(), new InputAnswered(id, answer)));
        if (!isLast) events.add(new RunParked());
        var recorded = RecordedEvent.after(run, last, clock.instant(), events);
        log.addAll(recorded);
        var started = ports.transactions().write(() -> {
            ports.inbox().remove(id);
            withIt.run();
            var lease = leases.apply(run);
            ports.runs().append(lease, recorded);
            if (!isLast) ports.tasks().finish(lease);
            return new Started(run, lease, log, asking);
        });
        ports.stream().appended(run, last + events.size());
        return started;
    }

    /** A run that goes on without the answer that it waited for; those that wait for others still are left parked. */
    Optional<Started> expired() {
        for (var entry : ports.inbox().expired(clock.instant())) {
            try {
                var started = record(entry, new InputAnswer.Expired(), Optional.empty(), () -> {});
                if (!started.isParked()) return Optional.of(started);
            } catch (AgentFailure notNow) {
                // Somebody answered, or another process saw it first; a log that can't be read keeps nobody from
                // others.
            }
        }
        return Optional.empty();
    }
}
