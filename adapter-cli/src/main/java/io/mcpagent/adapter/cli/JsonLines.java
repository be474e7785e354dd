package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** JSON objects of a server, one a line, of which one at a time is held. */
final class JsonLines {
    private static final int LONGEST = 1 << 20;

    private JsonLines() {}

    /**
     * Hands over each as it comes.
     *
     * @throws EOFException where the last line has no end, as what is behind it is missing
     */
    static void read(InputStream from, Consumer<? super Json.Obj> to) throws IOException {
        var bytes = new BufferedInputStream(from);
        var line = new ByteArrayOutputStream();
        for (var next = bytes.read(); next >= 0; next = bytes.read()) {
            if (next == '\n') {
                to.accept(object(line.toString(StandardCharsets.UTF_8)));
                line.reset();
            } else if (line.size() == LONGEST) {
                throw strange();
            } else {
                line.write(next);
            }
        }
        if (line.size() > 0) throw new EOFException("a line has no end");
    }

    private static Json.Obj object(String line) {
        return JsonReader.object(line).orElseThrow(JsonLines::strange);
    }

    private static UpstreamFailure strange() {
        return new UpstreamFailure(
                "server_not_understood",
                "A line of the server's answer is no JSON object; what came before it is not all.",
                false);
    }
}
