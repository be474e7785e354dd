package io.mcpagent.adapter.rest.json;

import io.javalin.http.Context;
import io.mcpagent.domain.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Objects, one a line, of which there may be more than fit into memory. */
public final class JsonLines {
    public static final String MEDIA_TYPE = "application/x-ndjson";

    private final OutputStream out;
    private boolean begun;

    private JsonLines(OutputStream out) {
        this.out = out;
    }

    /**
     * Sends each as it comes. When the source fails after the first, the connection is broken off, as an answer that ends
     * well is whole.
     */
    public static void send(Context context, Consumer<Consumer<Json.Obj>> source) {
        context.contentType(MEDIA_TYPE);
        var lines = new JsonLines(new BufferedOutputStream(context.outputStream()));
        try {
            source.accept(lines::write);
            lines.out.flush();
        } catch (IOException | RuntimeException failed) {
            if (lines.begun) breakOff(context, failed);
            throw failed instanceof RuntimeException known ? known : new UncheckedIOException((IOException) failed);
        }
    }

    /** Not by failing the answer alone, as the stream that packs it would end it well all the same. */
    private static void breakOff(Context context, Throwable failed) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close(failed);
    }

    private void write(Json.Obj object) {
        begun = true;
        try {
            out.write(JsonText.bytes(object));
            out.write('\n');
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
