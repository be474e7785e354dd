package io.mcpagent.application.run;

import io.mcpagent.application.access.Audited;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.CancelRequested;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunSummary;
import io.mcpagent.domain.run.StreamPosition;
import io.mcpagent.domain.task.TaskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looking at runs, following them, and having them cancelled. */
public final class RunService {
    private static final int MOST_TRIES = 20;

    private final RunAccess access;
    private final RunPorts ports;
    private final RunDriver driver;

    public RunService(RunAccess access, RunPorts ports, RunDriver driver) {
        this.access = access;
        this.ports = ports;
        this.driver = driver;
    }

    /**
     * One of the caller's.
     *
     * @throws NotFound with code {@code run_not_found} also for somebody else's
     */
    public RunSummary find(Caller caller, RunId run) {
        return ports.runs()
                .find(run)
                .filter(found -> access.authorization().permits(caller, Permission.READ, found.resource()))
                .orElseThrow(() -> new NotFound("run_not_found", "There is no run " + run.value() + "."));
    }

    /**
     * The caller's runs, the newest first.
     *
     * @param before only older ones than this
     * @throws NotFound with code {@code run_not_found} when there is no such one
     */
    public List<RunSummary> runs(Caller caller, Optional<RunId> before, int limit) {
        access.authorization().require(caller, Permission.READ);
        before.ifPresent(run -> find(caller, run));
        return ports.runs().of(caller.user(), before, limit);
    }

    /** The whole log, without what the caller may not read any more of the documents that it shows. */
    public List<RecordedEvent> events(Caller caller, RunId run) {
        return access.read(caller, ports.runs().read(find(caller, run).id(), 0));
    }

    /** The same of a log that is at hand. */
    public List<RecordedEvent> readable(Caller caller, List<RecordedEvent> log) {
        return access.read(caller, log);
    }

    /**
     * Hands over what happens in a run behind a place, as {@link #events} shows it at the time; blocks until it is at its end, or waits for a person where that is
     * asked for. The position of the last thing that was handed over is where to go on from later. An interrupt ends it.
     *
     * @throws NotFound with code {@code run_not_found}
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code stream_position_unknown} for a place that the
     *     run has not come to
     */
    public void follow(Caller caller, RunId run, StreamPosition after, RunFollower follower) {
        var known = find(caller, run);
        new Following(ports, new ReadLog(access.readable(), caller), follower).follow(known, after);
    }

    /**
     * Ends a run wherever it stands, and whoever drives it; returns when that is recorded. One that has ended stays as it
     * is.
     *
     * @throws NotFound with code {@code run_not_found}
     */
    public RunSummary cancel(Caller caller, RunId run) {
        access.authorization().require(caller, Permission.ASK);
        find(caller, run);
        for (var tries = 1; ; tries++) {
            try {
                ports.transactions().write(() -> takeOverAndEnd(caller, run));
                break;
            } catch (Conflict meanwhile) {
                // Whoever drives it has just written; where that was the end, the next try finds it.
                if (tries == MOST_TRIES) throw meanwhile;
            }
        }
        driver.interrupt(run);
        var ended = find(caller, run);
        ports.stream().appended(run, ended.lastSeq());
        return ended;
    }

    /** The task goes to us, so that nobody else can append any more. */
    private void takeOverAndEnd(Caller caller, RunId run) {
        ports.tasks().cancel(TaskKind.DRIVE_RUN, List.of(run.value()));
        var state = RunDriver.state(ports.runs().read(run, 0));
        if (state.end().isPresent()) return;
        var events = new ArrayList<RunEvent>();
        state.openCall().ifPresent(call -> events.add(new ModelAbandoned(call)));
        events.add(new CancelRequested());
        events.add(new RunCancelled());
        var lease = driver.claimed(run);
        ports.runs()
                .append(
                        lease,
                        RecordedEvent.after(run, state.lastSeq(), driver.clock().instant(), events));
        ports.inbox().removeOf(run);
        ports.tasks().finish(lease);
        ports.trail().done(caller, Audited.RUN_CANCELLED, Audited.run(run));
    }
}
