package io.mcpagent.adapter.mcp.server.http;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageWriter;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One request over HTTP, and its answer.
 *
 * @param another called before each further request that came along with it, which counts as one by itself
 */
record Http(HttpServletRequest request, HttpServletResponse response, Runnable another) {
    static final String JSON = "application/json";
    static final String EVENTS = "text/event-stream";

    List<String> headers(String name) {
        return Collections.list(request.getHeaders(name));
    }

    /** Where it is there once. */
    Optional<String> header(String name) {
        var values = headers(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** Whether a client takes such an answer; one that says nothing takes any. */
    boolean accepts(String mediaType) {
        var ranges = headers("Accept").stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(range -> range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .toList();
        var kind = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
        return ranges.isEmpty() || ranges.contains(mediaType) || ranges.contains(kind) || ranges.contains("*/*");
    }

    boolean hasJson() {
        return header("Content-Type")
                .filter(type -> type.split(";", 2)[0].strip().equalsIgnoreCase(JSON))
                .isPresent();
    }

    void status(int status) {
        response.setStatus(status);
    }

    /** A request that could not be read has no id that an answer could have. */
    void refuse(int status, String message) {
        json(status, new Message.Failure(Optional.empty(), new RpcError(RpcError.INVALID_REQUEST, message)));
    }

    /** What was not read stands in the way of whatever came next. */
    void hangUp(int status, String message) {
        response.setHeader("Connection", "close");
        refuse(status, message);
    }

    /** Too much at once; it may come again. */
    void refuseForNow(int status, String message) {
        response.setHeader("Retry-After", "5");
        refuse(status, message);
    }

    void json(int status, Message message) {
        bytes(status, MessageWriter.bytes(message));
    }

    void batch(List<Message> messages) {
        var all = new ByteArrayOutputStream();
        all.write('[');
        for (var message : messages) {
            if (all.size() > 1) all.write(',');
            all.writeBytes(MessageWriter.bytes(message));
        }
        all.write(']');
        bytes(200, all.toByteArray());
    }

    /** Sent when the request ends, and not at once: the server can still say then that it hangs up on what was not read. */
    private void bytes(int status, byte[] bytes) {
        response.setStatus(status);
        response.setContentType(JSON);
        try {
            response.getOutputStream().write(bytes);
        } catch (IOException gone) {
            throw new ClientGone(gone);
        }
    }
}
