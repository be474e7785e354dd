package io.mcpagent.adapter.rest.failure;

import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.Forbidden;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.LimitExceeded;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.failure.Unauthenticated;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.run.RunEvent.RunFailed;
import io.mcpagent.domain.run.RunId;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which status a failure of a use case has. What was written wrongly is 400 and refused before any use case; 422 is for
 * what was understood and can't be used.
 */
public final class Failures {
    /** Of an exception whose text became part of a message; it is of no use to a client. */
    private static final Pattern CLASS_NAME = Pattern.compile("(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:Exception|Error)(?:: )?");

    /** As against a request that says nothing of what it expects, and comes too late all the same. */
    private static final String UNEXPECTED = "precondition_failed";

    private static final String TOO_LARGE = "file_too_large";
    private static final Set<String> NO_ROOM = Set.of("disk_full");
    /** Of this installation itself, as against a model or a tool elsewhere. */
    private static final Set<String> OWN =
            Set.of("database_", "data_directory_", "disk_", "index_", "agents_", "run_log_", "newer_version_");

    private Failures() {}

    public static Problem of(AgentFailure failure) {
        return switch (failure) {
            case InvalidRequest invalid -> problem(TOO_LARGE.equals(failure.code()) ? 413 : 422, failure);
            case Unauthenticated unknown -> problem(401, failure);
            case Forbidden denied -> problem(403, failure);
            case NotFound missing -> problem(404, failure);
            case Conflict conflict -> problem(UNEXPECTED.equals(failure.code()) ? 412 : 409, failure);
            case LimitExceeded limit -> problem(429, failure).retryAfter(limit.retryAfter());
            case UpstreamFailure upstream -> of(upstream);
        };
    }

    /** Of a run that a client waited for. */
    public static Problem of(RunId run, RunFailed failed) {
        var detail = "The run %s failed: %s".formatted(run.value(), failed.message());
        var problem = problem(status(failed.code(), failed.retryable()), failed.code(), detail);
        return failed.retryAfter().map(problem::retryAfter).orElse(problem);
    }

    private static Problem of(UpstreamFailure failure) {
        var problem = problem(status(failure.code(), failure.retryable()), failure);
        return failure.retryAfter().map(problem::retryAfter).orElse(problem);
    }

    private static int status(String code, boolean retryable) {
        if (NO_ROOM.contains(code)) return 507;
        if (retryable || OWN.stream().anyMatch(code::startsWith)) return 503;
        return 502;
    }

    private static Problem problem(int status, AgentFailure failure) {
        return problem(status, failure.code(), failure.getMessage());
    }

    private static Problem problem(int status, String code, String message) {
        return Problem.of(status, code, CLASS_NAME.matcher(message).replaceAll(""));
    }
}
