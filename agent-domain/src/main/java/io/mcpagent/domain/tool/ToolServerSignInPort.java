package io.mcpagent.domain.tool;

import io.mcpagent.domain.access.Caller;
import java.net.URI;
import java.util.function.Function;

/**
 * Signs users in with tool servers, each for themselves. Safe for use by many threads; calls block.
 *
 * <p>Throws {@link io.mcpagent.domain.failure.UpstreamFailure} with {@code tool_server_sign_in_failed} where a server does
 * not do its part, and {@code InvalidRequest} with {@code outbound_refused} where it names an address that may not be
 * called.
 */
public interface ToolServerSignInPort {
    /**
     * Where a browser goes to sign in. What was begun can be finished once, by the same user, within ten minutes.
     *
     * @param back where it comes back to: {@code https}, or {@code http} on this machine's loopback
     * @throws io.mcpagent.domain.failure.InvalidRequest with {@code tool_server_sign_in_unneeded} where nobody has to sign
     *     in, {@code tool_server_sign_in_impossible} where the server, or {@code back}, can't be used for it
     */
    URI begin(ToolServer server, Caller caller, URI back);

    /**
     * Changes what the browser came back with for tokens.
     *
     * @param answer its query, or the whole address
     * @param servers how a server stands now; what it throws ends the sign-in
     * @return the server that the user is signed in with now
     * @throws io.mcpagent.domain.failure.InvalidRequest with {@code tool_server_sign_in_unknown} where the user began no
     *     such thing, or too long ago, or finished it; {@code tool_server_sign_in_refused} where the answer is not that of
     *     the authorization server, or says no
     */
    ToolServerName finish(Caller caller, String answer, Function<ToolServerName, ToolServer> servers);

    /** Forgets the caller's tokens and registrations there. */
    void end(ToolServerName server, Caller caller);
}
