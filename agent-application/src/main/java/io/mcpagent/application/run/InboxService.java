package io.mcpagent.application.run;

import io.mcpagent.application.access.Audited;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.run.RunDriver.Started;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.InputAnswered;
import io.mcpagent.domain.run.RunEvent.RunResumed;
import io.mcpagent.domain.run.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The questions of runs to people. */
public final class InboxService {
    private final Authorization authorization;
    private final RunPorts ports;
    private final RunDriver driver;

    public InboxService(Authorization authorization, RunPorts ports, RunDriver driver) {
        this.authorization = authorization;
        this.ports = ports;
        this.driver = driver;
    }

    /** What waits for the caller, the oldest first. */
    public List<InboxEntry> waiting(Caller caller) {
        authorization.require(caller, Permission.READ);
        return ports.inbox().of(caller.user());
    }

    /**
     * One that waits.
     *
     * @throws NotFound with code {@code input_not_found} also for one of somebody else's run
     */
    public InboxEntry find(Caller caller, InputRequestId id) {
        return ports.inbox()
                .find(id)
                .filter(entry -> authorization.permits(caller, Permission.READ, entry.resource()))
                .orElseThrow(() ->
                        new NotFound("input_not_found", "No run of yours waits for an answer to " + id.value() + "."));
    }

    /**
     * Takes an answer; the run goes on by itself.
     *
     * @return the run
     * @throws NotFound with code {@code input_not_found} also when it was answered already
     * @throws io.mcpagent.domain.failure.Conflict with code {@code unexpected_seq} when somebody answered meanwhile
     */
    public RunId answer(Caller caller, InputRequestId id, InputAnswer answer) {
        authorization.require(caller, Permission.ASK);
        var started = accept(caller, id, answer);
        driver.begin(started);
        return started.run();
    }

    /** The same, without anybody going on; {@link RunDriver#drive} does it. */
    public Started accept(Caller caller, InputRequestId id, InputAnswer answer) {
        authorization.require(caller, Permission.ASK);
        var run = find(caller, id).run();
        var log = new ArrayList<>(ports.runs().read(run, 0));
        long last = log.size();
        var started = ports.transactions().write(() -> {
            ports.inbox().remove(id);
            ports.trail().done(caller, Audited.RUN_ANSWERED, Audited.run(run));
            var lease = driver.claimed(run);
            var events = List.<RunEvent>of(new RunResumed(), new InputAnswered(id, answer));
            log.addAll(ports.runs().append(run, lease, last, events));
            return new Started(run, lease, log, Optional.of(caller));
        });
        ports.stream().appended(run, last + 2);
        return started;
    }
}
