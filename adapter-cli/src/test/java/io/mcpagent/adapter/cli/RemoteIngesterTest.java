package io.mcpagent.adapter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mcpagent.application.document.IngestionProgress;
import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.LimitExceeded;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.testkit.document.InMemoryFileStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is made of servers that are busy, broken, or none of ours. */
class RemoteIngesterTest {
    private static final Path ROOT = Path.of("/no-such-root/notes");
    private static final String NOTES = "{\"collection\": \"notes\", \"language\": \"en\"}";

    private final InMemoryFileStore files = new InMemoryFileStore();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    /** What is answered to uploads; the last of them again and again. */
    private final Deque<Answer> uploads = new ArrayDeque<>();

    private final List<IngestionProgress> progress = new ArrayList<>();
    private String collections = page(NOTES);
    private String documents = page();
    private HttpServer server;

    private record Answer(int status, String type, String later, String body) {
        static Answer problem(int status, String later) {
            return new Answer(
                    status,
                    "application/problem+json",
                    later,
                    "{\"code\": \"%s\", \"detail\": \"Not now.\"}".formatted(status == 500 ? "internal_error" : "no"));
        }

        static Answer yes(String body) {
            return new Answer(200, "application/json", "", body);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        files.put(ROOT, "a.md", "Alpha.");
        uploads.add(Answer.yes(document("d-1", "a.md", "ready")));
        documents = page(document("d-1", "a.md", "ready"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        var isUpload = exchange.getRequestMethod().equals("POST") && path.endsWith("/documents");
        exchange.getRequestBody().readAllBytes();
        if (isUpload) send(exchange, uploads.size() > 1 ? uploads.poll() : uploads.element());
        else if (exchange.getRequestMethod().equals("POST") && path.endsWith("/collections")) {
            collections = page(NOTES);
            send(exchange, Answer.problem(409, ""));
        } else if (path.endsWith("/collections")) send(exchange, Answer.yes(collections));
        else send(exchange, Answer.yes(documents.replace("NEXT", "p" + asked.size())));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", answer.type());
        if (!answer.later().isEmpty()) exchange.getResponseHeaders().add("Retry-After", answer.later());
        var bytes = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private TakenIn take() {
        return take(pauses::add, false);
    }

    private TakenIn take(Retries.Pause pause, boolean prune) {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var client =
                new ServerClient(new RemoteServer(address, Optional.empty()), Optional.empty(), notice -> {})) {
            return new RemoteIngester(client, () -> files, new Retries(pause))
                    .sync(new SyncRequest(ROOT, Optional.empty(), Optional.empty(), prune), progress::add);
        }
    }

    private static String page(String... elements) {
        return "{\"data\": [%s], \"has_more\": false, \"next\": null}".formatted(String.join(",", elements));
    }

    private static String document(String id, String name, String state) {
        return """
                {"document_id": "%s", "document": "%s", "collection": "notes", "bytes": 1, "state": "%s",
                 "chunks": 1, "stage": "read", "reason": "Because."}""".formatted(id, name, state);
    }

    @Test
    void waitsAsLongAsABusyServerAsks() {
        uploads.addFirst(Answer.problem(429, "7"));

        assertThat(take().ingested()).isEqualTo(1);

        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void aCollectionThatAnotherMadeMeanwhileIsTaken() {
        collections = page();

        assertThat(take().ingested()).isEqualTo(1);
    }

    @Test
    void doesNotWaitForHoursAndSaysHowFarItCame() {
        uploads.addFirst(Answer.problem(429, "99999"));

        assertThatThrownBy(this::take)
                .isInstanceOf(LimitExceeded.class)
                .hasMessageContaining("0 of 1 files went to notes");
        assertThat(pauses).isEmpty();
    }

    @Test
    void asksAServerAgainThatFailsLaterEachTime() {
        uploads.addFirst(Answer.problem(500, ""));
        uploads.addFirst(new Answer(502, "text/html", "", "<html>Bad gateway</html>"));
        uploads.addFirst(Answer.problem(503, "nonsense"));

        assertThat(take().ingested()).isEqualTo(1);

        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void givesUpAServerThatFailsAgainAndAgain() {
        uploads.clear();
        uploads.add(Answer.problem(500, ""));

        assertThatThrownBy(this::take)
                .isInstanceOf(UpstreamFailure.class)
                .hasMessage("Not now. 0 of 1 files went to notes. Run it again to go on.");
        assertThat(pauses).hasSize(4);
    }

    @Test
    void doesNotTroubleAServerWhoseDiskIsFull() {
        uploads.clear();
        uploads.add(Answer.problem(507, ""));

        assertThatThrownBy(this::take).isInstanceOf(UpstreamFailure.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void whatAProxyFindsTooLargeIsOneFailedFile() {
        files.put(ROOT, "b.md", "Beta.");
        uploads.addFirst(new Answer(413, "text/html", "", "<html>Request Entity Too Large</html>"));
        documents = page(document("d-1", "b.md", "ready"));

        var report = take();

        assertThat(report.ingested()).isEqualTo(1);
        assertThat(report.failed()).hasSize(1);
        assertThat(report.failed().getFirst().reason()).contains("larger than what stands before");
    }

    @Test
    void waitsForAServerThatTakesItsTimeButNotForOneThatNeverEnds() {
        documents = page(document("d-1", "a.md", "queued"));

        assertThatThrownBy(this::take)
                .isInstanceOf(UpstreamFailure.class)
                .hasMessageContaining("has not taken in 1 document of notes")
                .hasMessageContaining("1 of 1 files went");

        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(31));
    }

    @Test
    void aServerThatGoesToAndFroIsNotWaitedForEither() {
        Retries.Pause flips = time -> {
            pauses.add(time);
            documents = page(document("d-1", "a.md", pauses.size() % 2 == 0 ? "queued" : "chunked"));
        };
        documents = page(document("d-1", "a.md", "queued"));

        assertThatThrownBy(() -> take(flips, false)).hasMessageContaining("came no further");
    }

    @Test
    void progressCountsWhatIsSentByHalf() {
        documents = page(document("d-1", "a.md", "chunked"));

        take(time -> documents = page(document("d-1", "a.md", "ready")), false);

        assertThat(progress)
                .first()
                .satisfies(first -> assertThat(first.done()).isZero())
                .satisfies(first -> assertThat(first.bytesDone()).isEqualTo(3));
        assertThat(progress)
                .last()
                .satisfies(last -> assertThat(last.done()).isEqualTo(1))
                .satisfies(last -> assertThat(last.chunks()).isEqualTo(1));
    }

    @Test
    void aDocumentThatSomebodyDeletedMeanwhileIsNotWaitedFor() {
        documents = page();

        assertThat(take().ingested()).isZero();
    }

    @Test
    void idsThatWouldClimbThePathReachNothing() {
        for (var id : List.of("..", "../collections/notes", "")) {
            documents = page(document(id, "gone.md", "ready"), document("d-1", "a.md", "ready"));
            asked.clear();
            try {
                take(pauses::add, true);
            } catch (AgentFailure refused) {
                assertThat(refused.code()).isEqualTo("name_not_over_server");
            }
            assertThat(asked).noneMatch(each -> each.startsWith("DELETE") && !each.contains("/documents/..%2F"));
        }
    }

    @Test
    void answersThatAreNoneAreToldOf() {
        for (var nonsense : List.of(
                "{\"data\": [{}]}",
                "{\"data\": 7}",
                page("{\"document_id\": 7}"),
                page(document("d-1", "a.md", "ready").replace("\"bytes\": 1", "\"bytes\": \"1\"")))) {
            documents = nonsense;
            assertThatThrownBy(this::take)
                    .isInstanceOfSatisfying(
                            UpstreamFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo("server_not_understood"));
        }
    }

    @Test
    void aListWithoutEndIsNotReadToItsEnd() {
        documents = "{\"data\": [%s], \"has_more\": true, \"next\": \"NEXT\"}"
                .formatted(String.join(",", Collections.nCopies(200_000, "{}")));

        assertThatThrownBy(this::take).hasMessageContaining("longer than any");
    }

    @Test
    void aPageThatIsItsOwnNextIsNotReadTwice() {
        documents = "{\"data\": [{}], \"has_more\": true, \"next\": \"b.md\"}";

        assertThatThrownBy(this::take).hasMessageContaining("has not the next that is expected");
        assertThat(asked).filteredOn(each -> each.contains("after=b.md")).hasSize(1);
    }

    @Test
    void whoNeverReachedAServerIsToldAtOnce() {
        server.stop(0);

        assertThatThrownBy(this::take).isInstanceOf(UpstreamFailure.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void anInterruptEndsThePauses() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Retries.sleep(Duration.ofHours(1))).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptEndsTheSending() {
        uploads.addFirst(Answer.problem(503, ""));

        assertThatThrownBy(() -> take(
                        time -> {
                            Thread.currentThread().interrupt();
                            Retries.sleep(time);
                        },
                        false))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(asked).filteredOn(each -> each.startsWith("POST")).hasSize(1);
    }
}
