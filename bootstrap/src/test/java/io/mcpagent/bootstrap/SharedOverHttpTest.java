package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.rest.RestServer;
import io.mcpagent.application.access.LoginRequest;
import io.mcpagent.application.access.NewUser;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise of {@code SharedIsolationTest} over the real thing: users who are signed in over HTTP, records in SQLite, the
 * index in Lucene. The texts, the names of files and those of collections carry their owner's mark.
 */
class SharedOverHttpTest {
    private static final Password PASSWORD = new Password("correct horse battery");
    private static final List<Role> ROLES = List.of(Role.ADMIN, Role.EDITOR, Role.EDITOR);
    private static final Pattern RUN = Pattern.compile("\"run_id\":\"([^\"]+)\"");
    private static final Pattern SESSION = Pattern.compile("\"session_id\":\"([^\"]+)\"");
    private static final Pattern READY = Pattern.compile("\"state\":\"ready\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> tokens = new ArrayList<>();

    @TempDir
    private Path folder;

    private URI server = URI.create("http://localhost");

    /** Who may read the collection of an index. */
    private final List<Set<Integer>> readers = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aCallerIsShownWhatIsTheirsOrGrantedAndNothingElse(long seed) {
        var random = new Random(seed);
        var settings = TestSettings.in(folder);
        try (var platform = AgentPlatform.open(settings);
                var opened = RestServer.open(settings.server().at("127.0.0.1", 0), new ServedPlatform(platform))) {
            platform.ingestInBackground();
            server = opened.address();
            for (var user = 0; user < ROLES.size(); user++) signIn(platform, user);
            for (var user = 0; user < ROLES.size(); user++) fill(user);
            for (var n = 0; n < 4; n++) change(random);
            var asked = new ArrayList<String>();
            for (var user = 0; user < ROLES.size(); user++) asked.add(check(user));
            for (var n = 0; n < 6; n++) change(random);
            for (var user = 0; user < ROLES.size(); user++) {
                assertShows(user, past(user, asked.get(user)));
                check(user);
            }
        }
    }

    private void signIn(AgentPlatform platform, int user) {
        var name = name(user);
        platform.access()
                .users()
                .create(Caller.LOCAL_OWNER, new NewUser(name, mark(user), Set.of(ROLES.get(user))), PASSWORD);
        tokens.add(platform.access()
                .logins()
                .login(new LoginRequest(name, PASSWORD, "127.0.0.1", Optional.empty()))
                .accessToken());
    }

    private void fill(int user) {
        readers.add(new HashSet<>(Set.of(user)));
        assertThat(send(user, "POST", "/collections", "{\"name\": \"%s\"}".formatted(mark(user)))
                        .statusCode())
                .isEqualTo(201);
        var form =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s.md\"\r\n\r\n".formatted(mark(user))
                        + "Bees of %s make honey.\r\n--b--\r\n".formatted(mark(user));
        var uploaded = send(request(user, "/documents?collection=" + mark(user))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(form)));
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(202);
        var path = uploaded.headers().firstValue("Location").orElseThrow();
        var events = send(request(user, path.substring("/api/v1".length()) + "/events"));
        assertThat(READY.matcher(events.body()).find()).as(events.body()).isTrue();
    }

    private void change(Random random) {
        var owner = random.nextInt(ROLES.size());
        var reader = random.nextInt(ROLES.size());
        if (owner == reader) return;
        var path = "/collections/%s/grants/%s".formatted(mark(owner), name(reader));
        if (readers.get(owner).remove(reader))
            assertThat(send(owner, "DELETE", path, "").statusCode()).isEqualTo(204);
        else {
            readers.get(owner).add(reader);
            assertThat(send(owner, "PUT", path, "{\"access\": \"read\"}").statusCode())
                    .isEqualTo(200);
        }
    }

    /** @return the answer to a question */
    private String check(int user) {
        for (var mode : List.of("hybrid", "semantic", "keyword")) {
            var found = get(user, "/search?q=bees+honey&explain=true&mode=" + mode);
            assertShows(user, found);
            for (var owner = 0; owner < ROLES.size(); owner++) {
                if (readers.get(owner).contains(user)) assertThat(found).contains(mark(owner));
            }
        }
        var lists = get(user, "/collections");
        assertShows(user, lists);
        for (var owner = 0; owner < ROLES.size(); owner++) {
            assertThat(lists.contains(mark(owner))).isEqualTo(readers.get(owner).contains(user));
            if (readers.get(owner).contains(user)) continue;
            for (var path : List.of("/collections/%s", "/documents?collection=%s", "/search?q=bees&collection=%s")) {
                assertThat(get(user, path.formatted(mark(owner))).replace(mark(owner), "nowhere"))
                        .as(path)
                        .isEqualTo(get(user, path.formatted("nowhere")));
            }
        }
        var answer = send(user, "POST", "/chat", "{\"message\": \"What do bees make?\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertShows(user, answer.body());
        return answer.body();
    }

    /** What can be read of an answer later, but for what the answer itself said. */
    private String past(int user, String answer) {
        var run = first(RUN, answer);
        var session = first(SESSION, answer);
        var events = get(user, "/runs/" + run + "/events")
                .lines()
                .filter(line -> line.startsWith("data:") && line.contains("\"passages\""))
                .toList();
        assertThat(events).isNotEmpty();
        var citations = get(user, "/sessions/" + session + "/export").replaceAll("\"text\":\"[^\"]*\"", "");
        return events + citations;
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    private void assertShows(int user, String shown) {
        for (var owner = 0; owner < ROLES.size(); owner++) {
            if (!readers.get(owner).contains(user)) assertThat(shown).doesNotContain(mark(owner));
        }
    }

    /** Without what is another with each request. */
    private String get(int user, String path) {
        return send(request(user, path)).body().replaceAll("\"request_id\":\"[^\"]*\"", "");
    }

    private HttpResponse<String> send(int user, String method, String path, String json) {
        return send(request(user, path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(int user, String path) {
        return HttpRequest.newBuilder(URI.create(server + "/api/v1" + path))
                .header("Authorization", "Bearer " + tokens.get(user));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String name(int user) {
        return "user-" + "abc".charAt(user) + "@example.org";
    }

    private static String mark(int user) {
        return "mark" + "abc".charAt(user) + "word";
    }
}
