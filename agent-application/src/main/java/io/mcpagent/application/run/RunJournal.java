package io.mcpagent.application.run;

import io.mcpagent.application.run.RunDriver.Started;
import io.mcpagent.application.usage.TokenAllowance;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.InputRequested;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.task.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The log of a run in the hands of whoever holds its lease: what is appended here is the state from then on. */
final class RunJournal {
    private final RunPorts ports;
    private final TokenAllowance allowance;
    private final InstantSource clock;
    private final RunId run;
    private final Claim lease;
    private final Optional<Caller> asking;
    private final Duration parked;
    private final List<RecordedEvent> log;
    private RunState state;

    /** Takes up a run where its log ends. */
    RunJournal(RunPorts ports, Started started, TokenAllowance allowance, InstantSource clock) {
        this.ports = ports;
        this.allowance = allowance;
        this.clock = clock;
        this.run = started.run();
        this.lease = started.lease();
        this.asking = started.asking();
        this.log = new ArrayList<>(started.log());
        this.parked = parked(log);
        this.state = RunDriver.state(log);
    }

    RunId run() {
        return run;
    }

    /** Who waits for the run in this process. */
    Optional<Caller> asking() {
        return asking;
    }

    RunState state() {
        return state;
    }

    /** As it stands now. */
    List<RecordedEvent> log() {
        return List.copyOf(log);
    }

    /** From now on the log is as it is read now; what is stored stays as it is. */
    void read(UnaryOperator<List<RecordedEvent>> reading) {
        var read = reading.apply(log());
        log.clear();
        log.addAll(read);
        state = RunDriver.state(log);
    }

    /** Whether nobody had this lease's task before. */
    boolean isFirstAttempt() {
        return lease.attempt() == 1;
    }

    /** Whether the model's call that the log ends with was recorded to be made now, and not by somebody who is gone. */
    boolean isAboutToCall() {
        return isFirstAttempt() && state.openCall().isPresent();
    }

    /** Since the run began, without what it waited for people. */
    Duration elapsed(Instant now) {
        return Duration.between(log.getFirst().at(), now).minus(parked);
    }

    void append(List<RunEvent> events) {
        record(events, Optional.empty());
    }

    /** What a call answered is kept whole, and is recorded in the same commit. */
    void keep(List<RunEvent> events, String callId, String text) {
        record(events, Optional.of(() -> ports.results().keep(run, callId, text)));
    }

    /** What the model says in the call that the log ends with. */
    Speech speech() {
        return new Speech(ports.stream(), run, state.lastSeq());
    }

    /** Nobody drives the run from now on, until it has its answers; those of the questions that have none wait for people. */
    void park(List<RunEvent> last, Instant now) {
        var events = new ArrayList<>(last);
        events.add(new RunParked());
        var owner = state.started().orElseThrow().owner();
        var waiting = state.after(last).waitingFor().stream()
                .filter(request -> last.contains(new InputRequested(request)))
                .map(request -> new InboxEntry(request, run, owner, now))
                .toList();
        record(events, Optional.of(() -> {
            ports.inbox().add(waiting);
            ports.tasks().finish(lease);
        }));
    }

    /** The last events, the message and the end of the task, in one commit. */
    void end(Optional<Message> message, RunEvent... last) {
        var events = new ArrayList<RunEvent>();
        if (state.openCall().isPresent() && !(last[0] instanceof RunEvent.ModelReplied))
            events.add(new ModelAbandoned(state.openCall().get()));
        events.addAll(List.of(last));
        record(events, Optional.of(() -> {
            message.ifPresent(ports.conversations()::append);
            ports.tasks().finish(lease);
        }));
    }

    private void record(List<RunEvent> events, Optional<Runnable> withThem) {
        var next = state.after(events);
        var recorded = RecordedEvent.after(run, state.lastSeq(), clock.instant(), events);
        ports.transactions().write(() -> {
            ports.runs().append(lease, recorded);
            withThem.ifPresent(Runnable::run);
        });
        log.addAll(recorded);
        allowance.used(state.started().orElseThrow().owner(), next.usage().minus(state.usage()));
        state = next;
        ports.stream().appended(run, state.lastSeq());
    }

    private static Duration parked(List<RecordedEvent> log) {
        var waited = Duration.ZERO;
        for (var i = 1; i < log.size(); i++) {
            if (log.get(i - 1).event() instanceof RunParked)
                waited = waited.plus(
                        Duration.between(log.get(i - 1).at(), log.get(i).at()));
        }
        return waited;
    }
}
