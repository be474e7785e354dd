package io.mcpagent.adapter.mcp.server.http;

import jakarta.servlet.ServletOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * An answer that is a stream of server-sent events. Writing blocks while the client does not read, which holds up nobody
 * but the thread of its request.
 */
final class Events {
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final ServletOutputStream out;

    private Events(ServletOutputStream out) {
        this.out = out;
    }

    /** From now on there is no other answer. */
    static Events begin(Http http) {
        var response = http.response();
        response.setStatus(200);
        response.setContentType(Http.EVENTS);
        response.setHeader("Cache-Control", "no-cache, no-transform");
        // For proxies that gather an answer before they pass it on.
        response.setHeader("X-Accel-Buffering", "no");
        try {
            response.flushBuffer();
            return new Events(response.getOutputStream());
        } catch (IOException gone) {
            throw new ClientGone(gone);
        }
    }

    void message(byte[] json) {
        write(framed("", json));
    }

    void message(String id, byte[] json) {
        write(framed("id: " + id + "\n", json));
    }

    /** Without data: all that it says is the id by which the client may come back, and how soon. */
    void prime(String id, long retryMillis) {
        write(("id: " + id + "\nretry: " + retryMillis + "\ndata: \n\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Read by nobody; it keeps the connection awake, and finds out whether somebody is there. */
    void comment() {
        write(COMMENT);
    }

    /** JSON as we write it is on one line. */
    private static byte[] framed(String head, byte[] json) {
        var frame = new ByteArrayOutputStream(json.length + 64);
        frame.writeBytes((head + "event: message\ndata: ").getBytes(StandardCharsets.UTF_8));
        frame.writeBytes(json);
        frame.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        return frame.toByteArray();
    }

    private void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException gone) {
            throw new ClientGone(gone);
        }
    }
}
