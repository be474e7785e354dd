package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.transport.WireFailure;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.tool.ToolServerName;
import java.time.Duration;

/** What went wrong with a server, in the words of the domain. */
final class Failures {
    private static final int LONGEST = 500;
    /** From this status on it may have done what it was asked for. */
    private static final int SERVERS_FAULT = 500;

    private final ToolServerName server;

    Failures(ToolServerName server) {
        this.server = server;
    }

    UpstreamFailure of(WireFailure failure) {
        return of(failure, "");
    }

    /** Of a call that was sent, and that the server may have begun with. */
    UpstreamFailure ofCall(WireFailure failure) {
        return of(
                failure,
                mayHaveBegun(failure)
                        ? " If it had begun with what it was asked for, what became of that is not known."
                        : "");
    }

    private static boolean mayHaveBegun(WireFailure failure) {
        return switch (failure.kind()) {
            case BROKEN, SILENT, GARBLED -> true;
            case REFUSED -> failure.status() >= SERVERS_FAULT;
            case UNREACHABLE, FORGOTTEN -> false;
        };
    }

    private UpstreamFailure of(WireFailure failure, String more) {
        var said = failure.answer()
                .map(answer -> " It says: " + shown(answer.error().message()))
                .orElse("");
        var what = sentence(failure.text()) + (said.isEmpty() ? "" : sentence(said)) + more;
        return switch (failure.kind()) {
            case UNREACHABLE, REFUSED, FORGOTTEN, BROKEN -> failure("unreachable", what, true, failure);
            case SILENT -> failure("timeout", what, true, failure);
            case GARBLED -> failure("protocol", what, false, failure);
        };
    }

    /** What another process said may end anyhow. */
    private static String sentence(String text) {
        return text.matches("(?s).*[.!?…]\\s*") ? text.stripTrailing() : text.stripTrailing() + ".";
    }

    UpstreamFailure of(Malformed malformed) {
        return failure(
                "protocol", "What it sent is not what the protocol says. " + malformed.getMessage(), false, malformed);
    }

    UpstreamFailure of(RpcError error) {
        return failure("protocol", "It refused: " + shown(error.message()), false, null);
    }

    UpstreamFailure broken(String problem, Duration wait) {
        return failure(
                "unreachable",
                "%s It is tried again in %d seconds.".formatted(problem, Math.max(1, wait.toSeconds())),
                true,
                null);
    }

    UpstreamFailure gone() {
        return failure("unreachable", "Its entry was changed or removed meanwhile. Try again.", true, null);
    }

    UpstreamFailure busy() {
        return failure("timeout", "Too many calls wait for it. Try again later.", true, null);
    }

    private UpstreamFailure failure(
            String code, String what, boolean retryable, @org.jspecify.annotations.Nullable Throwable cause) {
        return new UpstreamFailure(
                "tool_server_" + code, "The tool server %s: %s".formatted(server.value(), what), retryable, cause);
    }

    /** What a server says, as far as it can stand in a line. */
    static String shown(String text) {
        var line = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
