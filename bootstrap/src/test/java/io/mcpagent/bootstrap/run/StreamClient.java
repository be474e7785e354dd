package io.mcpagent.bootstrap.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A client of the server's streams: keeps the text of each call, its last id, and comes back with it. */
final class StreamClient implements AutoCloseable {
    private static final Pattern FIELD =
            Pattern.compile("\"(%s)\":\"((?:[^\"\\\\]|\\\\.)*)\"".formatted("text|answer|run_id"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final Consumer<String> moments;
    private final List<String> ids = new ArrayList<>();
    private final Map<String, StringBuilder> texts = new HashMap<>();
    private String lastCall = "";
    private String lastEvent = "";
    private Optional<String> run = Optional.empty();
    private Optional<String> answer = Optional.empty();

    /** @param moments told of each id before it is taken in, as {@code seen 4} */
    StreamClient(Consumer<String> moments) {
        this.moments = moments;
    }

    /** Asks, and listens as long as the server speaks. */
    void ask(URI server) {
        listen(HttpRequest.newBuilder(server.resolve("/api/v1/chat"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"message\":\"Write to Ada, please?\",\"agent\":\"clerk\"}")));
    }

    /** Comes back to the run. */
    void comeBack(URI server, String toRun) {
        var request = HttpRequest.newBuilder(server.resolve("/api/v1/runs/" + toRun + "/events"));
        if (!ids.isEmpty()) request.header("Last-Event-ID", ids.getLast());
        listen(request.GET());
    }

    /** Ends with the stream, or as soon as the run waits for a person. */
    private void listen(HttpRequest.Builder request) {
        try {
            var response =
                    client.send(request.header("Accept", "text/event-stream").build(), BodyHandlers.ofInputStream());
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                var event = new HashMap<String, String>();
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    var colon = line.indexOf(": ");
                    if (colon > 0) event.put(line.substring(0, colon), line.substring(colon + 2));
                    if (!line.isEmpty() || event.isEmpty()) continue;
                    take(event);
                    event.clear();
                    if (lastEvent.equals("run.parked")) return;
                }
            }
        } catch (IOException serverGone) {
            // As after a kill; what came until then counts.
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void take(Map<String, String> event) {
        var id = event.getOrDefault("id", "");
        var name = event.getOrDefault("event", "");
        var data = event.getOrDefault("data", "");
        moments.accept("seen " + id);
        ids.add(id);
        lastEvent = name;
        run = field(data, "run_id").or(() -> run);
        switch (name) {
            case "model.called" -> lastCall = id;
            case "text.delta" ->
                texts.computeIfAbsent(id.substring(0, id.indexOf(':')), call -> new StringBuilder())
                        .append(field(data, "text").orElse(""));
            case "answer.completed" -> answer = field(data, "answer");
            default -> {}
        }
    }

    private static Optional<String> field(String json, String name) {
        return FIELD.matcher(json)
                .results()
                .filter(found -> found.group(1).equals(name))
                .map(found -> found.group(2))
                .findFirst();
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    /** What was folded of the last call. */
    String text() {
        return texts.getOrDefault(lastCall, new StringBuilder()).toString();
    }

    Optional<String> answer() {
        return answer;
    }

    Optional<String> run() {
        return run;
    }

    String lastEvent() {
        return lastEvent;
    }

    String get(URI server, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    String post(URI server, String path, String json) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(server.resolve(path))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(json))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
