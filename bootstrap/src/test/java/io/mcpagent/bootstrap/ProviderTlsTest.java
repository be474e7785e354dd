package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mcpagent.bootstrap.ChildProcess.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chat model behind a certificate that no public authority signed. */
class ProviderTlsTest {
    private static final String PASSWORD = "changeit";
    private static final String REPLY = """
            data: {"choices":[{"index":0,"delta":{"content":"Bees make honey."},"finish_reason":"stop"}]}

            data: [DONE]

            """;

    @TempDir
    Path folder;

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private HttpsServer server;

    @BeforeEach
    void start() throws IOException, InterruptedException, GeneralSecurityException {
        makeStore();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls()));
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            out.write(REPLY.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void isCalledWhereTheJvmTrustsIt() throws Exception {
        var ended = ask("localhost", trusting());

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("Bees make honey.");
        assertThat(keys).containsExactly("Bearer sk-planted");
    }

    @Test
    void isToldNothingWhereItDoesNot() throws Exception {
        var ended = ask("localhost");

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("main", "certificate", "trustStore").doesNotContain("sk-planted", "\tat ");
        assertThat(keys).isEmpty();
    }

    @Test
    void isToldNothingUnderAnotherName() throws Exception {
        var ended = ask("127.0.0.1", trusting());

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err())
                .contains("main", "certificate", "127.0.0.1 found")
                .doesNotContain("sk-planted", "\tat ");
        assertThat(keys).isEmpty();
    }

    private Ended ask(String host, String... more) throws IOException, InterruptedException {
        var agents = Files.createDirectories(folder.resolve("data/agents"));
        Files.writeString(agents.resolve("clerk.yaml"), "instructions: Be brief.\ncollections: []\n");
        var variables = new ArrayList<>(List.of(more));
        variables.add("MCP_AGENT_LLM_DEFAULT_MODEL=main/tiny");
        variables.add("MCP_AGENT_LLM_PROVIDERS_MAIN_API_KEY=sk-planted");
        variables.add("MCP_AGENT_LLM_PROVIDERS_MAIN_BASE_URL=https://" + host + ":"
                + server.getAddress().getPort() + "/v1");
        var arguments = List.of(
                "--data-dir", folder.resolve("data").toString(), "ask", "--agent", "clerk", "What do bees make?");
        return ChildProcess.run(arguments, variables.toArray(String[]::new));
    }

    private String trusting() {
        return "JDK_JAVA_OPTIONS=-Djavax.net.ssl.trustStore=" + store() + " -Djavax.net.ssl.trustStorePassword="
                + PASSWORD;
    }

    private Path store() {
        return folder.resolve("localhost.p12");
    }

    /** A key and its certificate for that name. */
    private void makeStore() throws IOException, InterruptedException {
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-keystore",
                        store().toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        var printed = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(printed).isZero();
    }

    private SSLContext tls() throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
