package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Speaks to a server's API. Redirects are told of and not followed, as the key would go with them. */
final class ServerClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final int MOST_BYTES = 256 << 20;
    private static final int PAGE = 1_000;

    private final RemoteServer server;
    private final ServerFailures failures;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    ServerClient(RemoteServer server) {
        this.server = server;
        this.failures = new ServerFailures(server);
    }

    Json.Obj get(String path) {
        return failures.object(send("GET", path, BodyPublishers.noBody()));
    }

    Json.Obj patch(String path, Json.Obj body) {
        return failures.object(send("PATCH", path, json(body)));
    }

    Json.Obj post(String path, Json.Obj body) {
        return failures.object(send("POST", path, json(body)));
    }

    Json.Obj put(String path, Json.Obj body) {
        return failures.object(send("PUT", path, json(body)));
    }

    void delete(String path) {
        failures.checked(send("DELETE", path, BodyPublishers.noBody()));
    }

    /**
     * A whole list, page by page.
     *
     * @param path up to where the parameters of the page follow
     */
    List<Json.Obj> list(String path) {
        var all = new ArrayList<Json.Obj>();
        var after = "";
        while (true) {
            var page = get(path + "limit=" + PAGE + after);
            var data = Members.objects(page, "data");
            all.addAll(data);
            var hasMore = page.get("has_more").filter(Json.of(true)::equals).isPresent();
            if (!hasMore || data.isEmpty()) return all;
            after = "&after=" + encoded(Members.text(page, "next"));
        }
    }

    /**
     * As a whole segment of a path.
     *
     * @throws InvalidRequest for what would name what lies above, whatever is written in its place
     */
    static String segment(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals(".."))
            throw new InvalidRequest(
                    "name_not_over_server",
                    "\"%s\" can't be a part of a URL, and so not be named to a server.".formatted(name));
        return encoded(name);
    }

    /** As part of a query, or of a path where nobody chose it. */
    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static BodyPublisher json(Json.Obj body) {
        return BodyPublishers.ofString(JsonLine.of(body));
    }

    private Reply send(String method, String path, BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1" + path))
                .timeout(ANSWER)
                .header("Accept", "application/json, */*;q=0.5")
                .header("Content-Type", "application/json")
                .method(method, body);
        server.secret().ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            return read(client.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw failures.broken(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        }
    }

    private static Reply read(HttpResponse<InputStream> response) throws IOException {
        try (var body = response.body()) {
            var bytes = body.readNBytes(MOST_BYTES);
            if (bytes.length == MOST_BYTES)
                throw new UpstreamFailure(
                        "server_not_understood", "The server's answer is longer than any that is expected.", false);
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("Location"),
                    new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
