package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.InvalidRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        platform.close();
    }

    private Path certificate() {
        return folder.resolve("server.pem");
    }

    private Path key() {
        return folder.resolve("server.key");
    }

    private RestServer serving() {
        return serving("127.0.0.1");
    }

    private RestServer serving(String host) {
        var tls = new TlsSettings(certificate(), key(), Duration.ofMillis(20));
        return RestServer.open(RestTest.settings(Front.NONE.with(tls)).at(host, 0), platform);
    }

    private static TestCertificates written(TestCertificates made, Path certificate, Path key) {
        made.writeCertificate(certificate);
        made.writeKey(key);
        return made;
    }

    @ParameterizedTest
    @CsvSource({"RSA, false", "RSA, true", "EC, false", "EC, true", "Ed25519, false"})
    void servesHttp2ToWhoKnowsItAndHttp1ToOthers(String algorithm, boolean isOldFormat) throws Exception {
        var made = written(TestCertificates.of(algorithm, "server"), certificate(), key());
        if (isOldFormat) made.writeOldKey(key());
        platform.holds("bees.md", "Bees make honey from nectar.");
        try (var server = serving();
                var client = client(made, HttpClient.Version.HTTP_2);
                var old = client(made, HttpClient.Version.HTTP_1_1)) {
            assertThat(server.address().getScheme()).isEqualTo("https");

            var answer = send(client, server, "/api/v1/search?q=honey");
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.body()).contains("nectar");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
            var chat = streamed(client, server);
            assertThat(chat.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(chat.body()).contains("event: run.started", "event: answer.completed");

            assertThat(send(old, server, "/health/live").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(send(client, server, "/nothing").statusCode()).isEqualTo(404);
        }
    }

    /** The address is one of this machine, though not by the look of it. */
    @Test
    void tellsBrowsersToStayWithTlsWhereOthersReachIt() throws Exception {
        var made = written(TestCertificates.of("EC", "server"), certificate(), key());
        platform.hasAnAdministrator();
        try (var server = serving("::ffff:127.0.0.1");
                var client = client(made, HttpClient.Version.HTTP_2)) {
            var url = URI.create("https://127.0.0.1:" + server.port() + "/health/live");
            var answer = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        }
    }

    @Test
    void isTheSameOriginForAPageOfItsOwn() throws Exception {
        var made = written(TestCertificates.of("EC", "server"), certificate(), key());
        try (var server = serving();
                var client = client(made, HttpClient.Version.HTTP_2)) {
            var own = HttpRequest.newBuilder(URI.create(server.address() + "/health/live"))
                    .header("Origin", server.address().toString())
                    .build();
            assertThat(client.send(own, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestartAndAHalfRenewedOneIsNot() throws Exception {
        var first = written(TestCertificates.of("EC", "first"), certificate(), key());
        var second = TestCertificates.of("EC", "second");
        try (var server = serving();
                var kept = client(first, HttpClient.Version.HTTP_2)) {
            assertThat(shown(server, first, second)).isEqualTo("CN=first");
            assertThat(send(kept, server, "/health/live").statusCode()).isEqualTo(200);

            second.writeCertificate(certificate());
            Awaitility.await()
                    .during(Duration.ofMillis(200))
                    .until(() -> shown(server, first, second).equals("CN=first"));
            Files.writeString(key(), "nonsense");
            Awaitility.await()
                    .during(Duration.ofMillis(200))
                    .until(() -> shown(server, first, second).equals("CN=first"));
            second.writeKey(key());

            Awaitility.await().until(() -> shown(server, first, second).equals("CN=second"));
            assertThat(send(kept, server, "/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoSpeaksInTheClearGetsNothing() throws IOException {
        written(TestCertificates.of("EC", "server"), certificate(), key());
        try (var server = serving();
                var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP/1.1 200", "status");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void protocolsThatWereBrokenAreNotSpoken(String protocol) throws IOException {
        var made = written(TestCertificates.of("RSA", "server"), certificate(), key());
        try (var server = serving();
                var socket = (SSLSocket) TestCertificates.trusting(made)
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setEnabledProtocols(new String[] {protocol});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void namesTheFileThatCantBeUsed() throws IOException {
        assertThatThrownBy(this::serving)
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("server.pem does not exist");

        var made = written(TestCertificates.of("EC", "server"), certificate(), key());
        Files.writeString(certificate(), "nonsense");
        assertThatThrownBy(this::serving).hasMessageContaining("server.pem is not a PEM file of certificates");

        made.writeCertificate(certificate());
        TestCertificates.of("EC", "other").writeKey(key());
        assertThatThrownBy(this::serving)
                .hasMessageContaining("server.key is not the key of")
                .hasMessageContaining("server.pem");

        made.writeCertificate(key());
        assertThatThrownBy(this::serving).hasMessageContaining("server.key holds no private key");
    }

    private static HttpClient client(TestCertificates trusted, HttpClient.Version version) {
        return HttpClient.newBuilder()
                .sslContext(TestCertificates.trusting(trusted))
                .version(version)
                .build();
    }

    private static HttpResponse<String> send(HttpClient client, RestServer server, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.address() + path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> streamed(HttpClient client, RestServer server) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/chat"))
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString("{\"message\": \"Who makes honey?\"}"))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Whom a new connection meets. */
    private static String shown(RestServer server, TestCertificates... trusted) throws IOException {
        try (var socket = (SSLSocket) TestCertificates.trusting(trusted)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }
}
