package io.mcpagent.adapter.mcp.signin;

import java.util.List;
import java.util.Optional;

/**
 * A request that a server refused.
 *
 * @param wwwAuthenticate the values of its header of that name
 * @param bearer that the request went with
 * @param attempt 0 for a request that was sent for the first time
 */
record RefusedRequest(int status, List<String> wwwAuthenticate, Optional<String> bearer, int attempt) {
    RefusedRequest {
        wwwAuthenticate = List.copyOf(wwwAuthenticate);
    }

    @Override
    public String toString() {
        return "RefusedRequest[%d, attempt %d]".formatted(status, attempt);
    }
}
