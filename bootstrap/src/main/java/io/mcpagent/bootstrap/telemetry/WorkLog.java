package io.mcpagent.bootstrap.telemetry;

import io.mcpagent.application.task.LeaseKeeper;
import io.mcpagent.domain.task.Claim;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Puts the ids of the task in hand on every line that its thread logs, and logs its begin and end. */
public final class WorkLog implements LeaseKeeper.Watch {
    private static final Logger LOG = LoggerFactory.getLogger(WorkLog.class);
    private static final String TASK = "task_id";
    private static final String RUN = "run_id";
    private static final String DOCUMENT = "document_id";

    @Override
    public void began(Claim claim) {
        forget();
        MDC.put(TASK, id(claim));
        MDC.put(subject(claim), claim.task().subject().toString());
        LOG.debug("{} taken up, attempt {}", claim.task().kind(), claim.attempt());
    }

    @Override
    public void ended(Claim claim) {
        if (id(claim).equals(MDC.get(TASK))) {
            LOG.debug("{} put down", claim.task().kind());
            forget();
            return;
        }
        // One thread ends the work of several: what it works on itself goes on.
        try (var task = MDC.putCloseable(TASK, id(claim));
                var subject =
                        MDC.putCloseable(subject(claim), claim.task().subject().toString())) {
            LOG.debug("{} put down", claim.task().kind());
        }
    }

    private static void forget() {
        List.of(TASK, RUN, DOCUMENT).forEach(MDC::remove);
    }

    private static String id(Claim claim) {
        return claim.task().id().value().toString();
    }

    private static String subject(Claim claim) {
        return switch (claim.task().kind()) {
            case DRIVE_RUN -> RUN;
            case INGEST_DOCUMENT -> DOCUMENT;
        };
    }
}
