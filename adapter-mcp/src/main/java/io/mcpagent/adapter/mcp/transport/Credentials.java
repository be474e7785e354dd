package io.mcpagent.adapter.mcp.transport;

import java.util.List;
import java.util.Optional;

/** By what a request over HTTP is let in. For use by many threads. */
public interface Credentials {
    /** For servers that want none, or whose headers say all. */
    Credentials NONE = new Credentials() {
        @Override
        public Optional<String> authorization() {
            return Optional.empty();
        }

        @Override
        public boolean challenged(Optional<String> sent, int status, List<String> challenges, int attempt) {
            return false;
        }
    };

    /** The value of the {@code Authorization} header. */
    Optional<String> authorization();

    /**
     * The server answered with 401 or 403. Blocks while other credentials are got.
     *
     * @param sent what {@link #authorization} said for the request: others may have got better credentials meanwhile
     * @param challenges the values of its {@code WWW-Authenticate} headers
     * @param attempt how often this request was refused so far, from 1
     * @return whether the request may be sent once more
     * @throws io.mcpagent.domain.failure.UpstreamFailure with {@code tool_server_sign_in} when a person has to sign in,
     *     {@code tool_server_access_denied} when nothing helps
     */
    boolean challenged(Optional<String> sent, int status, List<String> challenges, int attempt);
}
