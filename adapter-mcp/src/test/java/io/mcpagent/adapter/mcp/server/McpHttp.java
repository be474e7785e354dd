package io.mcpagent.adapter.mcp.server;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.domain.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client of the tests that sends what it is told to, also what no client would. */
final class McpHttp {
    static final String MODERN = "2026-07-28";
    static final String META =
            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{}}}";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    McpHttp(URI address) {
        this.address = address;
    }

    /** An answer that was read whole. */
    record Answer(int status, HttpResponse<?> response, String body) {
        /** The message, be it the whole body or the last event of a stream. */
        Json.Obj message() {
            var data = List.of(body.split("\n")).stream()
                    .filter(line -> line.startsWith("data: {"))
                    .map(line -> line.substring("data: ".length()))
                    .reduce((first, last) -> last);
            return (Json.Obj) JsonBytes.read(data.orElse(body).getBytes(StandardCharsets.UTF_8));
        }

        Json.Obj result() {
            return (Json.Obj) message().get("result").orElseThrow(() -> new AssertionError(body));
        }

        int error() {
            var error = (Json.Obj) message().get("error").orElseThrow(() -> new AssertionError(body));
            return ((Json.Num) error.get("code").orElseThrow()).value().intValueExact();
        }
    }

    /** An answer that is a stream, of which some was read. */
    record Stream(HttpResponse<InputStream> response, BufferedReader lines) implements AutoCloseable {
        /** Up to the end of the next event, which may be a comment. */
        List<String> next() throws IOException {
            var event = new ArrayList<String>();
            for (var line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) event.add(line);
            return event;
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }

    Answer send(String method, String body, String... headers) throws IOException, InterruptedException {
        var answer = client.send(request(method, body, headers), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer, answer.body());
    }

    Stream stream(String method, String body, String... headers) throws IOException, InterruptedException {
        var answer = client.send(request(method, body, headers), BodyHandlers.ofInputStream());
        return new Stream(answer, new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    }

    private HttpRequest request(String method, String body, String... headers) {
        var request = HttpRequest.newBuilder(address)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    /** A call of a tool, as the newer revision has it. */
    Answer call(String tool, String more, String... headers) throws IOException, InterruptedException {
        return send("POST", calling(tool, more), modern("tools/call", tool, headers));
    }

    static String calling(String tool, String more) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",%s%s}}"
                .formatted(tool, META, more);
    }

    static String[] modern(String method, String name, String... more) {
        var all = new ArrayList<>(List.of("MCP-Protocol-Version", MODERN, "Mcp-Method", method, "Mcp-Name", name));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Begins a session, and returns its id. */
    String begin(String revision, String... headers) throws IOException, InterruptedException {
        var answer = send(
                "POST",
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"%s\",\"capabilities\":{\"elicitation\":{}},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}"
                        .formatted(revision),
                headers);
        return Optional.of(answer.response())
                .flatMap(response -> response.headers().firstValue("Mcp-Session-Id"))
                .orElseThrow(() -> new AssertionError(answer.body()));
    }
}
