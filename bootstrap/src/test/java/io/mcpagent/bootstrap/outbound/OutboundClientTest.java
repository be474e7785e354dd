package io.mcpagent.bootstrap.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.outbound.Endpoint;
import io.mcpagent.domain.outbound.OutboundRules;
import io.mcpagent.domain.outbound.RedirectsRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Dns;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a call goes where, when nothing is refused at once. */
class OutboundClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final NamesThatLie names =
            new NamesThatLie().answer("one.test", List.of("127.0.0.1")).answer("two.test", List.of("127.0.0.1"));
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void callsWhatAnAdministratorAllowedAtThatPortAlone() throws Exception {
        server.enqueue(new MockResponse.Builder().body("hello").build());
        try (var trap = new Trap();
                var client = client(names, port(), trap.port())) {
            assertThat(read(client, "http://one.test:%d/".formatted(port()))).isEqualTo("hello");

            assertRefused(client, "http://one.test:%d/".formatted(trap.port()));
            assertRefused(client, "http://127.0.0.1:%d/".formatted(port()));
            assertThat(trap.caught()).isZero();
        }
        assertThat(server.takeRequest().getHeaders().get("User-Agent")).isEqualTo("mcp-agent");
    }

    @Test
    void aNameThatPointsElsewhereTheSecondTimeIsRefused() {
        try (var trap = new Trap();
                var client = client(
                        names.answer("late.test", List.of(NamesThatLie.PUBLIC), List.of("127.0.0.1")), trap.port())) {
            var url = "http://late.test:%d/".formatted(trap.port());

            // Nobody is there; the one address that was looked up and checked is the one that was tried.
            assertFails(client, url, "outbound_failed", "outbound_timeout");
            assertThat(names.timesAsked("late.test")).isEqualTo(1);
            assertRefused(client, url);
            assertThat(trap.caught()).isZero();
        }
    }

    /** Many close it after five seconds, and what is sent just then is lost, or not: nobody can tell. */
    @Test
    void aConnectionIsLetGoBeforeServersDo() throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = client(names, listening.getLocalPort());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var last = threads.submit(() -> {
                try (var socket = listening.accept()) {
                    socket.getInputStream().read(new byte[8_192]);
                    socket.getOutputStream().write(Peer.ascii("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
                    socket.setSoTimeout(4_000);
                    return socket.getInputStream().read();
                }
            });
            assertThat(read(client, "http://one.test:%d/".formatted(listening.getLocalPort())))
                    .isEqualTo("ok");
            assertThat(last.get()).isEqualTo(-1);
        }
    }

    @Test
    void aConnectionThatIsKeptServesNoOtherName() throws Exception {
        server.enqueue(new MockResponse.Builder().body("first").build());
        server.enqueue(new MockResponse.Builder().body("second").build());
        try (var client = client(names, port())) {
            assertThat(read(client, "http://one.test:%d/".formatted(port()))).isEqualTo("first");
            assertThat(read(client, "http://one.test:%d/".formatted(port()))).isEqualTo("second");
            assertRefused(client, "http://loop4.test:%d/".formatted(port()));
        }
        assertThat(server.takeRequest().getConnectionIndex())
                .isEqualTo(server.takeRequest().getConnectionIndex());
        assertThat(names.timesAsked("one.test")).isEqualTo(1);
    }

    @Test
    void aProxyOfTheEnvironmentIsNotAsked() throws Exception {
        try (var proxy = new Trap();
                var client = client(names, port())) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", String.valueOf(proxy.port()));
            System.setProperty("http.nonProxyHosts", "");
            server.enqueue(new MockResponse.Builder().body("straight").build());

            assertThat(read(client, "http://one.test:%d/".formatted(port()))).isEqualTo("straight");

            assertThat(proxy.caught()).isZero();
        } finally {
            Stream.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts").forEach(System::clearProperty);
        }
    }

    @Test
    void cookiesAreNotKeptAndAnotherHostIsNotNamed() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Set-Cookie", "session=secret")
                .build());
        server.enqueue(new MockResponse.Builder().build());
        try (var client = client(names, port())) {
            var url = "http://one.test:%d/".formatted(port());
            read(client, url);
            read(
                    client,
                    new Request.Builder().url(url).header("Host", "denied.test").build());
        }
        server.takeRequest();
        var second = server.takeRequest();
        assertThat(second.getHeaders().get("Cookie")).isNull();
        assertThat(second.getHeaders().get("Host")).isEqualTo("one.test:" + port());
    }

    @ParameterizedTest(name = "{0} to the {1} host")
    @CsvSource({
        "GET,  302, same,  GET,  true,  ''",
        "GET,  307, other, GET,  false, ''",
        "GET,  302, other, GET,  false, ''",
        "POST, 307, same,  POST, true,  text",
        "POST, 302, same,  GET,  true,  ''",
        "POST, 303, other, GET,  false, ''",
    })
    void aRedirectCarriesCredentialsToTheSameHostAlone(
            String method, int code, String where, String then, boolean credentials, String body) throws Exception {
        var host = where.equals("same") ? "one.test" : "two.test";
        redirect(code, "http://%s:%d/there".formatted(host, port()));
        server.enqueue(new MockResponse.Builder().body("arrived").build());
        try (var client = client(names, port())) {
            assertThat(read(client, withCredentials(method))).isEqualTo("arrived");
        }
        server.takeRequest();
        var second = server.takeRequest();
        assertThat(second.getMethod()).isEqualTo(then);
        assertThat(Stream.of("Authorization", "Cookie", "X-Api-Key", "Mcp-Session-Id")
                        .map(name -> second.getHeaders().get(name))
                        .map("secret"::equals))
                .containsOnly(credentials);
        assertThat(second.getHeaders().get("Accept")).isEqualTo("text/plain");
        assertThat(text(second)).isEqualTo(body);
    }

    @Test
    void aBodyIsNotCarriedToAnotherHost() {
        redirect(308, "http://two.test:%d/".formatted(port()));
        try (var client = client(names, port())) {
            assertThatThrownBy(() -> read(client, withCredentials("POST")))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContaining("another host");
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void redirectsComeToAnEnd() {
        for (var i = 0; i < 10; i++) redirect(302, "/again");
        try (var client = client(names, port())) {
            assertFails(client, "http://one.test:%d/".formatted(port()), "outbound_redirects");
        }
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void aRequestIsNeverMadeTwice() {
        server.enqueue(new MockResponse.Builder()
                .code(408)
                .addHeader("Connection", "close")
                .build());
        server.enqueue(new MockResponse.Builder().body("again").build());
        try (var client = client(names, port())) {
            assertThat(read(client, withCredentials("POST"))).isEmpty();
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "ftp://one.test/", "http://user@one.test/", "http://[::1", "gopher://x"})
    void aRedirectToWhatIsNoUrlIsRefused(String location) {
        redirect(302, location);
        try (var client = client(names, port())) {
            assertRefused(client, "http://one.test:%d/".formatted(port()));
        }
    }

    @Test
    void aSlowResolverDoesNotHoldACall() {
        Dns never = name -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };
        try (var client = OutboundClient.open(settings(Duration.ofMillis(200), PATIENCE, PATIENCE, port()), never)) {
            assertFails(client, "http://one.test:%d/".formatted(port()), "outbound_timeout");
        }
    }

    /** Where in the call it is noticed differs from time to time. */
    @RepeatedTest(50)
    void anInterruptEndsACall() {
        try (var client = client(names, port())) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> read(client, "http://one.test:%d/".formatted(port())))
                    .isInstanceOf(CancellationException.class);

            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void whatIsForOneAddressAloneIsNotRedirectedAnywhere(int code) throws Exception {
        redirect(code, "/elsewhere");
        try (var client = client(names, port())) {
            var request = withCredentials("POST")
                    .newBuilder()
                    .tag(RedirectsRefused.class, new RedirectsRefused())
                    .build();

            try (var response = client.calls().newCall(request).execute()) {
                assertThat(response.code()).isEqualTo(code);
            }
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private static String text(RecordedRequest request) {
        var body = request.getBody();
        return body == null ? "" : body.utf8();
    }

    private Request withCredentials(String method) {
        return new Request.Builder()
                .url("http://one.test:%d/".formatted(port()))
                .method(method, method.equals("POST") ? RequestBody.create("text", null) : null)
                .header("Authorization", "secret")
                .header("Cookie", "secret")
                .header("X-Api-Key", "secret")
                .header("Mcp-Session-Id", "secret")
                .header("Accept", "text/plain")
                .build();
    }

    private void redirect(int code, String location) {
        server.enqueue(new MockResponse.Builder()
                .code(code)
                .setHeader("Location", location)
                .build());
    }

    private int port() {
        return server.getPort();
    }

    /** The names one.test and two.test may be called at the first port; the others are ports for all. */
    private static OutboundClient client(Dns names, int... ports) {
        return OutboundClient.open(settings(Duration.ofSeconds(1), PATIENCE, PATIENCE, ports), names);
    }

    static OutboundSettings settings(Duration connect, Duration silence, Duration whole, int... ports) {
        var all = new HashSet<>(Set.of(80, 443));
        for (var port : ports) all.add(port);
        var rules = new OutboundRules(
                all,
                Set.of(new Endpoint("one.test", ports[0]), new Endpoint("two.test", ports[0])),
                Set.of("denied.test"));
        return new OutboundSettings(rules, connect, silence, whole, 10_000, 3);
    }

    private static void assertRefused(OutboundClient client, String url) {
        assertThatThrownBy(() -> read(client, url))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        failure -> assertThat(failure.code()).isEqualTo("outbound_refused"));
    }

    private static void assertFails(OutboundClient client, String url, String... codes) {
        assertThatThrownBy(() -> read(client, url))
                .isInstanceOfSatisfying(
                        UpstreamFailure.class,
                        failure -> assertThat(failure.code()).isIn((Object[]) codes));
    }

    private static String read(OutboundClient client, String url) {
        return read(client, new Request.Builder().url(url).build());
    }

    static String read(OutboundClient client, Request request) {
        try (var response = client.calls().newCall(request).execute()) {
            return response.body().string();
        } catch (IOException e) {
            throw new AssertionError("an IOException came through", e);
        }
    }
}
