package io.mcpagent.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What a test of a command needs: an installation with a folder, and what a command printed. */
abstract class CliTest {
    static final Path DOCS = Path.of("/no-such-root/docs");

    private static final JsonMapper MAPPER = new JsonMapper();

    InMemoryHost host = new InMemoryHost(quoting());
    String stdin = "";

    /** Says the last line of the first passage that it is shown. */
    static LlmPort quoting() {
        return ScriptedLlm.answering(request -> request.passages().isEmpty()
                ? "I found nothing."
                : request.passages().getFirst().text().lines().toList().getLast() + " [1]");
    }

    record Printed(int exitCode, String out, String err) {
        List<JsonNode> outJson() {
            return json(out);
        }

        List<JsonNode> errJson() {
            return json(err);
        }

        private static List<JsonNode> json(String lines) {
            return lines.lines()
                    .map(line -> {
                        try {
                            return MAPPER.readTree(line);
                        } catch (IOException noJson) {
                            throw new UncheckedIOException(noJson);
                        }
                    })
                    .toList();
        }
    }

    Printed run(String... args) {
        return run(Terminal.NONE, args);
    }

    Printed run(Terminal terminal, String... args) {
        var out = new ByteArrayOutputStream();
        return run(terminal, out, args);
    }

    Printed run(Terminal terminal, OutputStream out, String... args) {
        var err = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
        var exitCode = Cli.run(args, host, new CliStreams(in, out, err, terminal));
        var printed = out instanceof ByteArrayOutputStream bytes ? bytes.toString(StandardCharsets.UTF_8) : "";
        return new Printed(exitCode, printed, err.toString(StandardCharsets.UTF_8));
    }

    void file(String name, String text) {
        host.files.put(DOCS, name, text);
    }
}
