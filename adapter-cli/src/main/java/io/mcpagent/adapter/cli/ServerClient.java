package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.StreamPosition;
import java.io.EOFException;
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
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Speaks to a server's API. Redirects are told of and not followed, as the key would go with them. */
public final class ServerClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final int MOST_BYTES = 64 << 20;
    private static final int PAGE = 1_000;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    /** Of a list; a server that goes on for ever is not believed. */
    private static final int MOST_ELEMENTS = 1_000_000;
    /** Slower than this a file is not sent; a server of ours would not wait for it either. */
    private static final int LEAST_BYTES_A_SECOND = 16 << 10;

    private final Optional<Supplier<Optional<RemoteServer>>> own;
    private RemoteServer server;
    private final ServerFailures failures;
    private final Consumer<String> notices;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    /**
     * For a server as it is known now.
     *
     * @param own looks for the one that holds this machine's data directory, where it is that one
     * @param notices for what a person should know beside what is asked for
     */
    ServerClient(RemoteServer server, Optional<Supplier<Optional<RemoteServer>>> own, Consumer<String> notices) {
        this.server = server;
        this.own = own;
        this.notices = notices;
        this.failures = new ServerFailures(server);
    }

    public Json.Obj get(String path) {
        return failures.object(send("GET", path, BodyPublishers.noBody()));
    }

    Json.Obj patch(String path, Json.Obj body) {
        return failures.object(send("PATCH", path, json(body)));
    }

    public Json.Obj post(String path, Json.Obj body) {
        return failures.object(send("POST", path, json(body)));
    }

    public Json.Obj post(String path) {
        return failures.object(send("POST", path, BodyPublishers.noBody()));
    }

    /** Sends a file, unless the server refuses it before it has read any of it. */
    Json.Obj upload(String path, FileForm form) {
        return failures.object(send(request("POST", path, form.publisher())
                .timeout(ANSWER.plusSeconds(form.size() / LEAST_BYTES_A_SECOND))
                .expectContinue(true)
                .setHeader("Content-Type", form.contentType())));
    }

    /** The same, if it is answered within a time. */
    Json.Obj post(String path, Json.Obj body, Duration most) {
        return failures.object(send(request("POST", path, json(body)).timeout(most)));
    }

    public Json.Obj put(String path, Json.Obj body) {
        return failures.object(send("PUT", path, json(body)));
    }

    public void delete(String path) {
        failures.checked(send("DELETE", path, BodyPublishers.noBody()));
    }

    /** What is no JSON. */
    String text(String path) {
        return failures.checked(send("GET", path, BodyPublishers.noBody()));
    }

    /**
     * Asks for what is answered by events.
     *
     * @param key by which the server knows the same question when it is asked again
     * @param silence after which the server counts as gone
     */
    ServerEvents ask(String path, Json.Obj body, String key, Duration silence) {
        return events(request("POST", path, json(body)).header("Idempotency-Key", key), silence)
                .orElseThrow(() -> Members.wrong("events"));
    }

    /** The events behind a place; empty where there will be none. */
    Optional<ServerEvents> events(String path, StreamPosition after) {
        return events(
                request("GET", path, BodyPublishers.noBody()).header("Last-Event-ID", after.toString()),
                ServerEvents.SILENCE);
    }

    private Optional<ServerEvents> events(HttpRequest.Builder request, Duration silence) {
        var response = exchange(request.setHeader("Accept", "text/event-stream").timeout(silence));
        if (response.statusCode() == 200 && mediaType(response).startsWith("text/event-stream"))
            return Optional.of(new ServerEvents(response.body(), silence, failures));
        var reply = read(response);
        failures.checked(reply);
        if (reply.status() == 204) return Optional.empty();
        throw failures.strange(reply);
    }

    /** What a server says has failed, in the midst of an answer. */
    AgentFailure problem(Json.Obj problem) {
        return failures.refused(Members.number(problem, "status").intValue(), problem, Duration.ZERO);
    }

    /** Of an answer that ends before its end. */
    UpstreamFailure brokeOff() {
        return failures.broken(new EOFException("it ended before the answer did"));
    }

    /** Looks for it anew, as one that is started again has another token; false where a person named it. */
    boolean soughtAnew() {
        own.flatMap(Supplier::get).ifPresent(found -> server = found);
        return own.isPresent();
    }

    void note(String notice) {
        notices.accept(notice);
    }

    /**
     * A whole list, page by page.
     *
     * @param path up to where the parameters of the page follow
     */
    public List<Json.Obj> list(String path) {
        return list(path, Integer.MAX_VALUE);
    }

    /** The first of a list, and no more than so many. */
    List<Json.Obj> list(String path, int most) {
        var all = new ArrayList<Json.Obj>();
        var after = "";
        while (true) {
            var page = get(path + "limit=" + Math.min(PAGE, most - all.size()) + after);
            var data = Members.objects(page, "data");
            all.addAll(data);
            if (all.size() > MOST_ELEMENTS) throw tooLong();
            var hasMore = page.get("has_more").filter(Json.of(true)::equals).isPresent();
            if (!hasMore || data.isEmpty() || all.size() >= most) return all;
            var next = "&after=" + encoded(Members.text(page, "next"));
            if (next.equals(after)) throw Members.wrong("next");
            after = next;
        }
    }

    /**
     * Objects, one a line, of which there may be more than fit into memory: handed over as they come.
     *
     * @throws UpstreamFailure also where it can't be told that the last one was
     */
    void lines(String path, Consumer<? super Json.Obj> to) {
        var response = exchange(request("GET", path, BodyPublishers.noBody()));
        if (response.statusCode() / 100 != 2) failures.checked(read(response));
        try (var body = response.body()) {
            failures.requireLines(response.statusCode(), mediaType(response), response.headers());
            JsonLines.read(body, to);
        } catch (IOException e) {
            throw failures.broken(e);
        }
    }

    /**
     * As a whole segment of a path.
     *
     * @throws InvalidRequest for what would name what lies above, whatever is written in its place
     */
    public static String segment(String name) {
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

    private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1" + path))
                .timeout(ANSWER)
                .header("Accept", "application/json, */*;q=0.5")
                .header("Content-Type", "application/json")
                .method(method, body);
        server.secret().ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private Reply send(String method, String path, BodyPublisher body) {
        return send(request(method, path, body));
    }

    private Reply send(HttpRequest.Builder request) {
        return read(exchange(request));
    }

    private HttpResponse<InputStream> exchange(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw failures.broken(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        }
    }

    private Reply read(HttpResponse<InputStream> response) {
        try {
            var bytes = BoundedBody.read(response.body(), MOST_BYTES, ANSWER);
            if (bytes.length == MOST_BYTES) throw tooLong();
            return new Reply(
                    response.statusCode(),
                    mediaType(response),
                    response.headers().firstValue("Location"),
                    response.headers().firstValue("Retry-After").flatMap(ServerClient::delay),
                    new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failures.broken(e);
        }
    }

    /** A date, as others than the server itself may send, is left aside. */
    private static Optional<Duration> delay(String seconds) {
        return SECONDS.matcher(seconds).matches()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
                : Optional.empty();
    }

    private static UpstreamFailure tooLong() {
        return new UpstreamFailure(
                "server_not_understood", "The server's answer is longer than any that is expected.", false);
    }

    private static String mediaType(HttpResponse<InputStream> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
