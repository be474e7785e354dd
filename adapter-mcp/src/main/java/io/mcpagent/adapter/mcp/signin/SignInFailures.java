package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What goes wrong while signing in, told without anything that is secret or that somebody else chose to be printed. */
final class SignInFailures {
    private SignInFailures() {}

    /** A server does not do its part. */
    static UpstreamFailure failed(String message) {
        return failed(message, false, null);
    }

    static UpstreamFailure failed(String message, boolean retryable, @Nullable Throwable cause) {
        return new UpstreamFailure("tool_server_sign_in_failed", message, retryable, cause);
    }

    static InvalidRequest impossible(String message) {
        return new InvalidRequest("tool_server_sign_in_impossible", message);
    }

    static InvalidRequest refused(String message) {
        return new InvalidRequest("tool_server_sign_in_refused", message);
    }

    /** Scheme, host and port alone. */
    static String place(URI url) {
        var port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return "%s://%s%s".formatted(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT), url.getHost(), port);
    }
}
