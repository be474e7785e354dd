package io.mcpagent.application.run;

import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.task.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The log of a run in the hands of whoever holds its lease: what is appended here is the state from then on. */
final class RunJournal {
    private final RunPorts ports;
    private final RunId run;
    private final Claim lease;
    private RunState state;

    RunJournal(RunPorts ports, RunId run, Claim lease, RunState state) {
        this.ports = ports;
        this.run = run;
        this.lease = lease;
        this.state = state;
    }

    /** Takes up a run where its log ends. */
    static RunJournal reopened(RunPorts ports, RunId run, Claim lease) {
        var events = ports.runs().read(run, 0).stream().map(recorded -> recorded.event());
        return new RunJournal(ports, run, lease, RunState.of(events));
    }

    RunId run() {
        return run;
    }

    RunState state() {
        return state;
    }

    void append(List<RunEvent> events) {
        record(events, Optional.empty());
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
        ports.transactions().write(() -> {
            ports.runs().append(run, lease, state.lastSeq(), events);
            withThem.ifPresent(Runnable::run);
        });
        state = next;
    }
}
