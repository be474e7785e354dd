package io.mcpagent.domain.tool;

import io.mcpagent.domain.access.Caller;
import java.util.List;

/**
 * Reaches tool servers, which are connected when they are first needed. Safe for use by many threads; calls block, and an
 * interrupt ends them.
 *
 * <p>Throws {@link io.mcpagent.domain.failure.UpstreamFailure} with {@code tool_server_unreachable}, {@code
 * tool_server_timeout}, {@code tool_server_protocol}, {@code tool_server_sign_in}, {@code tool_server_sign_in_failed} or
 * {@code tool_server_access_denied}, and {@code InvalidRequest} with {@code outbound_refused}.
 */
public interface ToolServerPort {
    /** All that it offers now, asked anew unless the server said how long its last answer holds. */
    ToolServerOffer offer(ToolServer server, Caller caller);

    /**
     * Calls a tool by the server's own name for it.
     *
     * <p>When it answers with {@link ToolResponse.Asks}, the same call is made again, under the same idempotency key and
     * with one more round. A call that the server holds open meanwhile is gone with this process or its connection. Where
     * the invocation says that it may be, it is begun anew then, and what it asks again is answered from the rounds; else
     * the answer is {@link ToolResponse.Lost}.
     */
    ToolResponse call(ToolServer server, String tool, ToolInvocation invocation);

    /** How those stand that were needed so far. */
    List<ToolServerState> states();

    /** Ends what there is of a server; it is connected anew when it is needed. */
    void disconnect(ToolServerName server);
}
