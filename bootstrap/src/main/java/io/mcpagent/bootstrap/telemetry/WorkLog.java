package io.mcpagent.bootstrap.telemetry;

import io.mcpagent.application.task.LeaseKeeper;
import io.mcpagent.domain.task.Claim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the ids of the task in hand on every line that its thread logs, and logs its begin and end. */
public final class WorkLog implements LeaseKeeper.Watch {
    private static final Logger LOG = LoggerFactory.getLogger(WorkLog.class);

    @Override
    public void began(Claim claim) {
        Ids.of(claim).set();
        LOG.debug("{} taken up, attempt {}", claim.task().kind(), claim.attempt());
    }

    /** One thread may end the work of several; what it works on itself goes on. */
    @Override
    public void ended(Claim claim) {
        var ids = Ids.of(claim);
        ids.during(() -> LOG.debug("{} put down", claim.task().kind()));
        if (ids.areSet()) Ids.clear();
    }

    @Override
    public void failed(String what, RuntimeException why) {
        LOG.warn("{}", what, why);
    }
}
