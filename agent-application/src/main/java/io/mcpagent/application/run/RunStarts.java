package io.mcpagent.application.run;

import io.mcpagent.application.run.RunDriver.Assignment;
import io.mcpagent.application.run.RunDriver.Started;
import io.mcpagent.application.usage.TokenAllowance;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.AgentSelected;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.transaction.PendingCommit;
import java.util.Optional;

/** Lets runs begin. What one begins with is made up before its transaction, so that it can be driven before that is over. */
public final class RunStarts {
    private final RunPorts ports;
    private final AgentLoop loop;
    private final TokenAllowance allowance;
    private final RunDriver.Sources sources;
    private final UnderWay underWay;
    /** Where starts are not kept, such as on a full disk, models are not asked before one is again. */
    private volatile boolean areKept = true;

    RunStarts(RunPorts ports, AgentLoop loop, TokenAllowance allowance, RunDriver.Sources sources, UnderWay underWay) {
        this.ports = ports;
        this.loop = loop;
        this.allowance = allowance;
        this.sources = sources;
        this.underWay = underWay;
    }

    /** A run that may be driven, and the transaction that stores it. */
    public record Start(Started run, PendingCommit commit) {
        /** One that is stored. */
        public static Start kept(Started run) {
            return new Start(run, PendingCommit.kept());
        }
    }

    /**
     * A run with its first events and the lease to drive it, of which nothing is stored yet.
     *
     * @throws io.mcpagent.domain.failure.LimitExceeded with code {@code tokens_exhausted}
     */
    public Started prepared(Caller caller, Assignment work) {
        allowance.require(caller.user());
        var run = new RunId(sources.ids().next());
        var started = new RunStarted(
                work.conversation(),
                caller.user(),
                work.question(),
                work.scope().ids(),
                work.history(),
                caller.scopes(),
                work.trace());
        var selected = new AgentSelected(work.choice().agent(), work.choice().reason());
        var opening = RecordedEvent.after(run, 0, sources.clock().instant(), loop.opening(caller, started, selected));
        return new Started(run, Claim.first(RunDriver.task(run, sources)), opening, Optional.of(caller));
    }

    /** Within a transaction. */
    public void store(Started run) {
        ports.tasks().enqueueClaimed(run.lease().task());
        ports.runs().append(run.lease(), run.log());
    }

    /**
     * Hands in what stores a run, which can be driven from then on: nothing is recorded, called or shown before it is kept but
     * that a model may have been asked.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code shutting_down}
     */
    public Start begin(Started run, Runnable storing) {
        if (underWay.isStopping()) throw UnderWay.stops();
        if (!areKept) {
            ports.transactions().write(storing);
            areKept = true;
            return Start.kept(run);
        }
        var commit = ports.transactions().begin(storing);
        commit.ifLost(() -> {
            areKept = false;
            underWay.interrupt(run.run());
        });
        return new Start(run, commit);
    }
}
