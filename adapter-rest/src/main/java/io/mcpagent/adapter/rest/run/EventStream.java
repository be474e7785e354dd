package io.mcpagent.adapter.rest.run;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.json.JsonText;
import io.mcpagent.domain.json.Json;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Server-sent events to one client. Writing blocks while the client does not read, which holds up nobody but the thread
 * of its request.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
public final class EventStream {
    private final ServletOutputStream out;

    private EventStream(ServletOutputStream out) {
        this.out = out;
    }

    /** The client is not there any more. */
    public static final class ClientGone extends RuntimeException {
        private static final long serialVersionUID = 1;

        ClientGone(IOException cause) {
            super(cause);
        }
    }

    /** Answers the request with a stream; from now on there is no other answer. */
    static EventStream begin(Context context) {
        var response = context.res();
        response.setStatus(200);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        // For proxies that gather an answer before they pass it on.
        response.setHeader("X-Accel-Buffering", "no");
        try {
            response.flushBuffer();
            return new EventStream(response.getOutputStream());
        } catch (IOException gone) {
            throw new ClientGone(gone);
        }
    }

    /** An event that a client can name when it comes back. */
    public void event(String id, String name, Json data) {
        write("id: " + id + "\nevent: " + name + "\ndata: " + JsonText.of(data) + "\n\n");
    }

    /** One that says nothing about a place. */
    public void event(String name, Json data) {
        write("event: " + name + "\ndata: " + JsonText.of(data) + "\n\n");
    }

    /** Read by nobody; it keeps the connection awake, and finds out whether somebody is there. */
    public void comment(String text) {
        write(": " + text + "\n\n");
    }

    private void write(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            throw new ClientGone(gone);
        }
    }
}
