package io.mcpagent.application.run;

import io.mcpagent.application.agent.Router;
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
import io.mcpagent.domain.run.RunEvent.AgentSelected;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.domain.telemetry.TraceContext;
import io.mcpagent.domain.transaction.PendingCommit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Starts runs and drives them, on the caller's thread or each on a thread of its own, also those that a process left when
 * it was killed. Closing leaves to a later process what is not done in time.
 */
public final class RunDriver implements AutoCloseable {
    private final RunPorts ports;
    private final AgentLoop loop;
    private final CallGate gate;
    private final InputAnswers answers;
    private final InstantSource clock;
    private final LeaseKeeper leases;
    private final IdSource ids;
    private final TokenAllowance allowance;
    private final UnderWay underWay = new UnderWay();
    /** Where starts are not kept, such as on a full disk, models are not asked before one is again. */
    private volatile boolean keepsStarts = true;

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
        this.answers = new InputAnswers(ports, this::claimed);
        this.leases = leases;
        this.ids = sources.ids();
        this.clock = sources.clock();
        this.allowance = allowance;
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
        return clock;
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

    /**
     * Within the caller's transaction: the run's first events and its task, already claimed.
     *
     * @throws io.mcpagent.domain.failure.LimitExceeded with code {@code tokens_exhausted}
     */
    public Started start(Caller caller, Assignment work) {
        allowance.require(caller.user());
        var run = new RunId(ids.next());
        var lease = claimed(run);
        var started = new RunStarted(
                work.conversation(),
                caller.user(),
                work.question(),
                work.scope().ids(),
                work.history(),
                caller.scopes(),
                work.trace());
        var selected = new AgentSelected(work.choice().agent(), work.choice().reason());
        var opening = ports.runs().append(run, lease, 0, loop.opening(caller, started, selected));
        return new Started(run, lease, opening, Optional.of(caller));
    }

    /** Within a transaction: a task to drive the run, which this node holds. */
    Claim claimed(RunId run) {
        return ports.tasks().enqueueClaimed(new Task(new TaskId(ids.next()), TaskKind.DRIVE_RUN, run.value()));
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
        var journal = new RunJournal(ports, started, allowance);
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

    /**
     * Starts a run in a transaction, and returns when that has run. It can be driven from then on: nothing is recorded, called
     * or shown before the start is kept but that a model may have been asked.
     *
     * @throws UpstreamFailure with code {@code shutting_down}
     */
    public PendingCommit<Started> start(Supplier<Started> start) {
        if (underWay.isStopping()) throw UnderWay.stops();
        if (!keepsStarts) return PendingCommit.kept(startAgain(start));
        var pending = ports.transactions().begin(start);
        pending.ifLost(() -> {
            keepsStarts = false;
            interrupt(pending.result().run());
        });
        return pending;
    }

    private Started startAgain(Supplier<Started> start) {
        var started = ports.transactions().write(start);
        keepsStarts = true;
        return started;
    }

    /** As {@link #drive(Started)}, and throws why the start is not kept where it isn't. An interrupt cancels the run. */
    public List<RecordedEvent> drive(PendingCommit<Started> start) {
        return drive(start, underWay::isStopping);
    }

    /** The same, but that an interrupt leaves the run to whoever takes it up next, by a {@link CancellationException}. */
    public List<RecordedEvent> driveOrLeave(PendingCommit<Started> start) {
        var run = start.result().run();
        return drive(start, () -> underWay.isStopping() || !underWay.hasInterrupted(run));
    }

    private List<RecordedEvent> drive(PendingCommit<Started> start, BooleanSupplier leaves) {
        try {
            return drive(start.result(), leaves);
        } catch (RuntimeException failed) {
            start.await();
            throw failed;
        }
    }

    /** Drives it on a thread of its own, and returns when its start is kept; whoever wants to know follows the run. */
    public void begin(PendingCommit<Started> start) {
        underWay.begin(() -> {
            try {
                drive(start.result());
            } catch (RuntimeException failed) {
                // What can be told stands in the log of the run; if that can't be written, its lease runs out.
                if (!underWay.isStopping() && isKept(start))
                    leases.tell("run " + start.result().run().value() + " is left to whoever takes it up next", failed);
            }
        });
        start.await();
    }

    private static boolean isKept(PendingCommit<Started> start) {
        try {
            start.await();
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
                for (var next = next(); next.isPresent(); next = next()) begin(PendingCommit.kept(next.get()));
            } catch (RuntimeException notNow) {
                leases.tell("runs that others left can't be taken up now", notNow);
            }
        });
    }

    /** One that nobody drives, or that has waited long enough for a person. */
    private Optional<Started> next() {
        return orphan().or(() -> answers.expired(clock.instant()));
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
