package io.mcpagent.application.run;

import io.mcpagent.application.agent.Router;
import io.mcpagent.application.run.RunStarts.Start;
import io.mcpagent.application.task.LeaseKeeper;
import io.mcpagent.application.usage.TokenAllowance;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.run.PastTurn;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.domain.telemetry.TraceContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Starts runs and drives them, on the caller's thread or each on a thread of its own, also those that a process left when
 * it was killed. Closing leaves to a later process what is not done in time.
 */
public final class RunDriver implements AutoCloseable {
    private final RunPorts ports;
    private final AgentLoop loop;
    private final CallGate gate;
    private final InputAnswers answers;
    private final Sources sources;
    private final LeaseKeeper leases;
    private final TokenAllowance allowance;
    private final UnderWay underWay = new UnderWay();
    private final RunStarts starts;

    private RunDriver(
            RunPorts ports,
            AgentLoop loop,
            CallGate gate,
            LeaseKeeper leases,
            Sources sources,
            TokenAllowance allowance) {
        this.ports = ports;
        this.loop = loop;
        this.gate = gate;
        this.answers = new InputAnswers(ports, this::claimed, sources.clock());
        this.leases = leases;
        this.sources = sources;
        this.allowance = allowance;
        this.starts = new RunStarts(ports, loop, allowance, sources, underWay);
    }

    public static RunDriver over(RunPorts ports, Answering answering, LeaseKeeper leases, Sources sources) {
        var gate = new CallGate(answering.tools(), sources.ids(), sources.clock());
        var tools = new RunTools(answering.tools(), answering.choice(), ports.results());
        var loop = new AgentLoop(answering, gate, tools, sources.ids(), sources.clock());
        return new RunDriver(ports, loop, gate, leases, sources, answering.allowance());
    }

    CallGate gate() {
        return gate;
    }

    InputAnswers answers() {
        return answers;
    }

    InstantSource clock() {
        return sources.clock();
    }

    public RunStarts starts() {
        return starts;
    }

    /** Where ids and time come from. */
    public record Sources(IdSource ids, InstantSource clock) {}

    /**
     * A run that was started, or taken up, its log so far, and the lease to drive it.
     *
     * @param asking who asked or answered in this process; empty for a run that another left
     */
    public record Started(RunId run, Claim lease, List<RecordedEvent> log, Optional<Caller> asking) {
        public Started {
            log = List.copyOf(log);
        }

        public ConversationId conversation() {
            return state(log).started().orElseThrow().conversation();
        }

        /** Whether it waits for more answers, and its lease is gone. */
        boolean isParked() {
            return !log.isEmpty() && log.getLast().event() instanceof RunParked;
        }
    }

    /**
     * What a run is to answer, and where.
     *
     * @param trace of whoever asks
     */
    public record Assignment(
            ConversationId conversation,
            List<PastTurn> history,
            String question,
            SearchScope scope,
            Router.Choice choice,
            Optional<TraceContext> trace) {
        public Assignment {
            history = List.copyOf(history);
        }
    }

    /** Within a transaction: a task to drive the run, which this node holds. */
    Claim claimed(RunId run) {
        return ports.tasks().enqueueClaimed(task(run, sources));
    }

    static Task task(RunId run, Sources sources) {
        return new Task(new TaskId(sources.ids().next()), TaskKind.DRIVE_RUN, run.value());
    }

    /**
     * Returns when the run has ended or waits for a person; the last event says which.
     *
     * @throws UpstreamFailure with code {@code shutting_down} when this process stops meanwhile
     */
    public List<RecordedEvent> drive(Started started) {
        return drive(started, underWay::isStopping);
    }

    private List<RecordedEvent> drive(Started started, BooleanSupplier leaves) {
        if (started.isParked()) return started.log();
        underWay.enter(started.run());
        leases.hold(started.lease(), () -> underWay.interrupt(started.run()));
        var journal = new RunJournal(ports, started, allowance, sources.clock());
        try {
            loop.drive(journal, leaves);
        } catch (Conflict lost) {
            // Whoever cancelled the run has taken it over.
            var log = ports.runs().read(started.run(), 0);
            if (!lost.code().equals("stale_lease") || state(log).end().isEmpty()) throw lost;
            return log;
        } finally {
            leases.release(started.lease());
            underWay.leave(started.run());
        }
        var state = journal.state();
        if (state.end().isPresent() || state.isParked()) return journal.log();
        if (underWay.isStopping()) throw UnderWay.stops();
        throw new CancellationException("driving the run was interrupted; it is left to whoever takes it up next");
    }

    /** As {@link #drive(Started)}, and throws why the start is not kept where it isn't. An interrupt cancels the run. */
    public List<RecordedEvent> drive(Start start) {
        return drive(start, underWay::isStopping);
    }

    /** The same, but that an interrupt leaves the run to whoever takes it up next, by a {@link CancellationException}. */
    public List<RecordedEvent> driveOrLeave(Start start) {
        var run = start.run().run();
        return drive(start, () -> underWay.isStopping() || !underWay.hasInterrupted(run));
    }

    private List<RecordedEvent> drive(Start start, BooleanSupplier leaves) {
        try {
            return drive(start.run(), leaves);
        } catch (RuntimeException failed) {
            start.commit().await();
            throw failed;
        }
    }

    /** Drives it on a thread of its own, and returns when its start is kept; whoever wants to know follows the run. */
    public void begin(Start start) {
        underWay.begin(() -> {
            try {
                drive(start.run());
            } catch (RuntimeException failed) {
                // What can be told stands in the log of the run; if that can't be written, its lease runs out.
                if (!underWay.isStopping() && isKept(start))
                    leases.tell("run " + start.run().run().value() + " is left to whoever takes it up next", failed);
            }
        });
        start.commit().await();
    }

    private static boolean isKept(Start start) {
        try {
            start.commit().await();
            return true;
        } catch (RuntimeException toldToWhoBeganIt) {
            return false;
        }
    }

    /** Lets a run that this process drives stop as soon as it can. */
    void interrupt(RunId run) {
        underWay.interrupt(run);
    }

    /**
     * Drives every run whose holder is gone, on this thread, to its end. One that can't be driven does not keep the others
     * from it.
     *
     * @return how many there were
     */
    public int resumeInterrupted() {
        var resumed = 0;
        var failed = Optional.<RuntimeException>empty();
        for (var next = next(); next.isPresent(); next = next()) {
            try {
                drive(next.get());
                resumed++;
            } catch (RuntimeException failure) {
                failed.ifPresent(failure::addSuppressed);
                failed = Optional.of(failure);
            }
        }
        failed.ifPresent(failure -> {
            throw failure;
        });
        return resumed;
    }

    /** The same, each on a thread of its own, and again for ever, until closed. */
    public void resumeForEver(Duration interval) {
        underWay.repeat(interval, () -> {
            try {
                for (var next = next(); next.isPresent(); next = next()) begin(Start.kept(next.get()));
            } catch (RuntimeException notNow) {
                leases.tell("runs that others left can't be taken up now", notNow);
            }
        });
    }

    /** One that nobody drives, or that has waited long enough for a person. */
    private Optional<Started> next() {
        return orphan().or(() -> answers.expired());
    }

    private Optional<Started> orphan() {
        return ports.tasks().claim(TaskKind.DRIVE_RUN).map(claim -> {
            var run = new RunId(claim.task().subject());
            return new Started(run, claim, ports.runs().read(run, 0), Optional.empty());
        });
    }

    static RunState state(List<RecordedEvent> log) {
        return RunState.of(log.stream().map(RecordedEvent::event));
    }

    /** Waits so long for the runs that have threads of their own, and then leaves them as they are. */
    public void close(Duration patience) {
        underWay.close(patience);
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
