package io.mcpagent.application.run;

import io.mcpagent.application.agent.Router;
import io.mcpagent.application.task.LeaseKeeper;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.AccessPolicy;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.AgentSelected;
import io.mcpagent.domain.run.RunEvent.InputAnswered;
import io.mcpagent.domain.run.RunEvent.RunResumed;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import java.time.InstantSource;
import java.util.List;

/** Starts runs and drives them, also those that a process left when it was killed. */
public final class RunService {
    private final RunPorts ports;
    private final AgentLoop loop;
    private final LeaseKeeper leases;
    private final IdSource ids;

    private RunService(RunPorts ports, AgentLoop loop, LeaseKeeper leases, IdSource ids) {
        this.ports = ports;
        this.loop = loop;
        this.leases = leases;
        this.ids = ids;
    }

    public static RunService over(RunPorts ports, Answering answering, LeaseKeeper leases, Sources sources) {
        var loop = new AgentLoop(answering, sources.ids(), sources.clock());
        return new RunService(ports, loop, leases, sources.ids());
    }

    /** Where ids and time come from. */
    public record Sources(IdSource ids, InstantSource clock) {}

    /** A run that was started, and the lease to drive it. */
    public record Started(RunId run, Claim lease) {}

    /** Within the caller's transaction: the run's first events and its task, already claimed. */
    public Started start(
            Caller caller, ConversationId conversation, String question, SearchScope scope, Router.Choice choice) {
        var run = new RunId(ids.next());
        var lease = claimed(run);
        ports.runs()
                .append(
                        run,
                        lease,
                        0,
                        List.of(
                                new RunStarted(conversation, caller.user(), question, scope.ids()),
                                new AgentSelected(choice.agent(), choice.reason())));
        return new Started(run, lease);
    }

    private Claim claimed(RunId run) {
        return ports.tasks().enqueueClaimed(new Task(new TaskId(ids.next()), TaskKind.DRIVE_RUN, run.value()));
    }

    /** Returns when the run has ended or waits for a person; the last event says which. */
    public List<RecordedEvent> drive(Started started) {
        leases.hold(started.lease());
        try {
            loop.drive(RunJournal.reopened(ports, started.run(), started.lease()));
        } finally {
            leases.release(started.lease());
        }
        return ports.runs().read(started.run(), 0);
    }

    /**
     * Takes a person's answer, so that a parked run goes on; {@link #drive} does it.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code input_not_found} also for one of somebody else's run
     * @throws io.mcpagent.domain.failure.Conflict with code {@code unexpected_seq} when somebody answered meanwhile
     */
    public Started answer(Caller caller, RunId run, InputRequestId request, InputAnswer answer) {
        var log = ports.runs().read(run, 0);
        var state = RunState.of(log.stream().map(RecordedEvent::event));
        var waits = state.isParked()
                && AccessPolicy.allows(caller, state.started().orElseThrow().owner())
                && state.waitingFor().stream().anyMatch(waiting -> waiting.id().equals(request));
        if (!waits)
            throw new NotFound("input_not_found", "No run of yours waits for an answer to " + request.value() + ".");
        return ports.transactions().write(() -> {
            var lease = claimed(run);
            ports.runs()
                    .append(run, lease, state.lastSeq(), List.of(new RunResumed(), new InputAnswered(request, answer)));
            return new Started(run, lease);
        });
    }

    /**
     * Drives every run whose holder is gone to its end.
     *
     * @return how many there were
     */
    public int resumeInterrupted() {
        var resumed = 0;
        for (var claim = ports.tasks().claim(TaskKind.DRIVE_RUN);
                claim.isPresent();
                claim = ports.tasks().claim(TaskKind.DRIVE_RUN)) {
            drive(new Started(new RunId(claim.get().task().subject()), claim.get()));
            resumed++;
        }
        return resumed;
    }
}
