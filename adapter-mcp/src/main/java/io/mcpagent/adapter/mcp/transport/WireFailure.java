package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Message;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection to a server did not do its part. The message is for people. */
public final class WireFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What went wrong. */
    public enum Kind {
        /** It could not be started, or connected to: nothing was sent. */
        UNREACHABLE,
        /** It broke after the request was sent; what became of that is not known. */
        BROKEN,
        /** Nothing came in time. */
        SILENT,
        /** What came is nothing of the protocol, or too much. */
        GARBLED,
        /** The session is gone, and nothing was done: the same may be asked in another. */
        FORGOTTEN,
        /** An HTTP status that is no success; {@link #status} has it. */
        REFUSED
    }

    private final Kind kind;
    private final int status;
    private final transient Optional<Message.Failure> answer;

    private WireFailure(
            Kind kind, int status, Optional<Message.Failure> answer, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.answer = answer;
    }

    WireFailure(Kind kind, String message) {
        this(kind, 0, Optional.empty(), message, null);
    }

    WireFailure(Kind kind, String message, Throwable cause) {
        this(kind, 0, Optional.empty(), message, cause);
    }

    /** @param answer the message in its body, where that is one */
    static WireFailure refused(int status, Optional<Message.Failure> answer) {
        return new WireFailure(
                Kind.REFUSED, status, answer, "The server answered with status %d.".formatted(status), null);
    }

    /** A server that says again and again that it works on it, and does not answer. */
    static WireFailure neverDone(Duration waited) {
        return new WireFailure(
                Kind.SILENT, "The server has not answered within %d seconds.".formatted(waited.toSeconds()));
    }

    /** @param refused what the server said of the session that it does not know */
    static WireFailure forgotten(WireFailure refused) {
        return new WireFailure(
                Kind.FORGOTTEN, refused.status, refused.answer, "The server has forgotten the session.", refused);
    }

    public Kind kind() {
        return kind;
    }

    /** Of HTTP, where it is {@link Kind#REFUSED}. */
    public int status() {
        return status;
    }

    public Optional<Message.Failure> answer() {
        return answer;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
