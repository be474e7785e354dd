package io.mcpagent.bootstrap.telemetry;

import io.mcpagent.domain.task.Claim;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.MDC;

/** The ids that go on every line about a piece of work. */
record Ids(Map<String, String> values) {
    private static final String TASK = "task_id";

    static Ids of(Claim claim) {
        var subject = switch (claim.task().kind()) {
            case DRIVE_RUN -> "run_id";
            case INGEST_DOCUMENT -> "document_id";
        };
        return new Ids(Map.of(
                TASK,
                claim.task().id().value().toString(),
                subject,
                claim.task().subject().toString()));
    }

    /** On this thread's lines from now on, in place of any others. */
    void set() {
        MDC.setContextMap(values);
    }

    static void clear() {
        MDC.clear();
    }

    boolean areSet() {
        return Objects.equals(values.get(TASK), MDC.get(TASK));
    }

    void during(Runnable lines) {
        var before = Optional.ofNullable(MDC.getCopyOfContextMap());
        set();
        lines.run();
        before.ifPresentOrElse(MDC::setContextMap, MDC::clear);
    }
}
