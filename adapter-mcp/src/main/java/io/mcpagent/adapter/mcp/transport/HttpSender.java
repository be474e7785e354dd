package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageReader;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends requests over HTTP, with what lets them in. */
final class HttpSender {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    /** Enough for an error, and for a page of HTML that nobody reads. */
    private static final int LONGEST_REFUSAL = 1 << 16;

    private final Call.Factory calls;
    private final Map<String, String> fixed;
    private final Credentials credentials;

    /** @param fixed headers of each request */
    HttpSender(Call.Factory calls, Map<String, String> fixed, Credentials credentials) {
        this.calls = calls;
        this.fixed = fixed;
        this.credentials = credentials;
    }

    static Request.Builder post(URI url, byte[] body) {
        return new Request.Builder()
                .url(url.toString())
                .header("Accept", "application/json, text/event-stream")
                .post(RequestBody.create(body, JSON));
    }

    /**
     * The answer, whatever its status.
     *
     * @param started is handed each call that is made, which can be cancelled from elsewhere
     * @throws WireFailure when none came
     */
    Response send(Request.Builder builder, Map<String, String> headers, Consumer<? super Call> started) {
        fixed.forEach(builder::header);
        headers.forEach(builder::header);
        for (var attempt = 1; ; attempt++) {
            var sent = credentials.authorization();
            sent.ifPresent(value -> builder.header("Authorization", value));
            var response = once(builder.build(), started);
            var status = response.code();
            if (status != UNAUTHORIZED && status != FORBIDDEN) return response;
            var challenges = response.headers("WWW-Authenticate");
            var refused = refusal(response);
            if (!credentials.challenged(sent, status, challenges, attempt)) throw refused;
        }
    }

    private Response once(Request request, Consumer<? super Call> started) {
        var call = calls.newCall(request);
        started.accept(call);
        try {
            return call.execute();
        } catch (ConnectException | UnknownHostException e) {
            throw new WireFailure(WireFailure.Kind.UNREACHABLE, "The server can't be reached.", e);
        } catch (IOException e) {
            throw broken(e);
        } catch (UpstreamFailure e) {
            throw ofGuard(e);
        }
    }

    /** What the outbound guard says of a connection is the wire's failure; what else is thrown stays as it is. */
    static RuntimeException ofGuard(UpstreamFailure failure) {
        return failure.code().startsWith("outbound_")
                ? new WireFailure(WireFailure.Kind.BROKEN, String.valueOf(failure.getMessage()), failure)
                : failure;
    }

    /** What a call that broke is told as: a cancellation when this thread was interrupted. */
    static RuntimeException broken(IOException e) {
        if (!Thread.currentThread().isInterrupted())
            return new WireFailure(WireFailure.Kind.BROKEN, "The connection broke before the server had answered.", e);
        var cancelled = new CancellationException("interrupted while a tool server was waited for");
        cancelled.initCause(e);
        return cancelled;
    }

    /** What an answer that is no success says; closes it. */
    static WireFailure refusal(Response response) {
        try (response) {
            var bytes = response.peekBody(LONGEST_REFUSAL).bytes();
            return WireFailure.refused(response.code(), failure(bytes));
        } catch (IOException | UpstreamFailure unread) {
            return WireFailure.refused(response.code(), Optional.empty());
        }
    }

    private static Optional<Message.Failure> failure(byte[] bytes) {
        try {
            return MessageReader.one(bytes) instanceof Message.Failure failure
                    ? Optional.of(failure)
                    : Optional.empty();
        } catch (Malformed noMessage) {
            return Optional.empty();
        }
    }
}
