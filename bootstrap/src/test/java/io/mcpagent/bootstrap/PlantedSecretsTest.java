package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mcpagent.adapter.persistence.json.JsonText;
import io.mcpagent.domain.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One secret of each kind is given to a real server and to the command line, both telling all that they can tell; then
 * everything that came out of them is searched, and every byte that they wrote.
 */
class PlantedSecretsTest {
    private static final String ADA = "ada@example.org";
    private static final String SEALED_KEY = "sk-planted-sealed-4f6a1c";
    private static final String ENVIRONMENT_KEY = "sk-planted-environment-77b0de";
    private static final String CLIENT_SECRET = "planted client secret 3c90e2";
    private static final String PASSWORD = "planted password 5e81aa";
    private static final String WRONG_PASSWORD = "planted wrong password 90cc";
    private static final String REPLY =
            "data: {\"choices\":[{\"delta\":{\"content\":\"In October. [1]\"}}]}\n\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    @TempDir
    private Path folder;

    /** What came out, by where. */
    private final Map<String, String> seen = new HashMap<>();

    private final Map<String, String> plants = new HashMap<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> toProvider = new CopyOnWriteArrayList<>();
    private final List<String> prompts = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer model;
    private Path data;
    private URI address = URI.create("http://127.0.0.1");

    @BeforeEach
    void plant() throws IOException, InterruptedException {
        data = Files.createDirectories(folder.resolve("data"));
        model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        model.createContext("/", this::reply);
        model.createContext("/issuer/", this::vouch);
        model.start();
        plants.put("the sealed provider key", SEALED_KEY);
        plants.put("the provider key of the environment", ENVIRONMENT_KEY);
        plants.put("the client secret", CLIENT_SECRET);
        plants.put("the password", PASSWORD);
        plants.put("a wrong password", WRONG_PASSWORD);
        var sealed =
                run(SEALED_KEY, "secrets", "seal", "llm.providers.main.api-key").out();
        var client = run(CLIENT_SECRET, "secrets", "seal", "access.oidc-client-secret")
                .out();
        Files.writeString(
                data.resolve("mcp-agent.yaml"), """
                llm:
                  default-model: main/tiny
                  providers:
                    main:
                      api-key: %s
                      base-url: %s
                access:
                  oidc-issuer: %s
                  oidc-client-id: planted
                  oidc-client-secret: %s
                  oidc-default-role: viewer
                logging:
                  level: debug
                """.formatted(sealed.strip(), at("main"), issuer(), client.strip()));
        plants.put(
                "the master key", Files.readString(data.resolve("master.key")).strip());
    }

    @AfterEach
    void stop() {
        model.stop(0);
        client.close();
    }

    @Test
    void noSecretIsToldOrWrittenAnywhere() throws Exception {
        run(PASSWORD, "users", "create", ADA, "--role", "admin", "--password-stdin");
        try (var server =
                ChildProcess.start(Main.class, arguments("serve", "--port", "0", "--json", "--debug"), variables())) {
            address = URI.create(text(json(server.line().orElseThrow()), "address"));
            use();
            search("the server's files while it runs");
            server.kill();
            seen.put("the server's log", server.err());
        }
        commands();

        assertThat(toProvider)
                .anyMatch(sent -> sent.contains(URLEncoder.encode(CLIENT_SECRET, StandardCharsets.UTF_8)));
        assertThat(authorizations).contains("Bearer " + SEALED_KEY, "Bearer " + ENVIRONMENT_KEY);
        assertThat(seen.get("the server's log")).contains("AnswerCompleted", "request_id");
        seen.put("the prompts", String.join("\n", prompts));
        search("the files");
        assertThat(seen.get("the files")).contains("Quinces ripen", "login.failed");
        assertThat(seen.get("the prompts")).contains("Quinces ripen");
        plants.forEach((plant, secret) -> seen.forEach((where, text) ->
                assertThat(text.contains(secret)).as(plant + " in " + where).isFalse()));
        assertThat(plants).hasSizeGreaterThanOrEqualTo(10);
    }

    private void use() throws Exception {
        var login = json(post("/auth/login", "", body("name", ADA, "password", PASSWORD), false));
        var token = planted("the access token", text(login, "access_token"));
        var refresh = planted("the refresh token", text(login, "refresh_token"));
        post("/auth/login", "", body("name", ADA, "password", WRONG_PASSWORD), true);
        post("/auth/login", "", body("name", WRONG_PASSWORD, "password", PASSWORD), true);
        post("/auth/login", "", "{\"name\": \"" + PASSWORD, true);
        var renewed = json(post("/auth/refresh", "", body("refresh_token", refresh), false));
        planted("the second refresh token", text(renewed, "refresh_token"));
        planted("the second access token", text(renewed, "access_token"));
        post("/auth/refresh", "", body("refresh_token", refresh), true);
        var key = planted(
                "the API key",
                text(
                        json(post(
                                "/users/me/api-keys",
                                token,
                                "{\"name\": \"a key\", \"scopes\": [\"read\", \"ask\", \"write\"]}",
                                false)),
                        "key"));
        planted(
                "the invitation's code",
                text(
                        json(post("/users", token, "{\"name\": \"bob@example.org\", \"roles\": [\"member\"]}", false)),
                        "invitation_code"));
        post("/auth/accept", "", body("code", key, "password", WRONG_PASSWORD), true);
        post("/users", key, "{\"name\": \"eve@example.org\", \"roles\": [\"member\"]}", true);
        var header = planted("a tool server's header", "quietly-kept-for-a-tool-server");
        var toolServer = "{\"name\": \"web\", \"url\": \"http://127.0.0.1:1/mcp\", \"headers\": {\"X-Key\": \"%s\"}}"
                .formatted(header);
        post("/tool-servers", token, toolServer, true);
        post("/tool-servers/web/test", token, "", true);
        get("/sessions", key + "x");
        get("/sessions", token.substring(0, token.length() - 4) + "AAAA");
        post("/collections", key, "{\"name\": \"fruit\"}", true);
        upload(key);
        for (var name : List.of("main/tiny", "other/tiny", "nobody/tiny"))
            post("/chat", key, "{\"message\": \"When do quinces ripen?\", \"model\": \"%s\"}".formatted(name), true);
        for (var run : ((Json.Arr) json(get("/runs", token)).get("data").orElseThrow()).elements())
            get("/runs/" + text((Json.Obj) run, "id") + "/events", token);
        for (var path : List.of(
                "/users",
                "/users/me/api-keys",
                "/audit",
                "/audit/export",
                "/audit/verification",
                "/agents",
                "/tool-servers",
                "/tool-servers/web",
                "/nothing")) get(path, token);
        signInElsewhere();
        fetch("/openapi.json", HttpRequest.newBuilder().GET(), "");
        fetch("/.well-known/jwks.json", HttpRequest.newBuilder().GET(), "");
    }

    /** By the provider, which refuses the client and repeats what it was given. */
    private void signInElsewhere() throws Exception {
        var begin = HttpRequest.newBuilder(address.resolve("/api/v1/auth/oidc")).build();
        var begun = client.send(begin, BodyHandlers.ofString());
        var cookie = begun.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        var state = Pattern.compile("state=([^&]+)")
                .matcher(begun.headers().firstValue("Location").orElseThrow());
        assertThat(state.find()).isTrue();
        var back = "/api/v1/auth/oidc/callback?code=a&state=" + state.group(1) + "&iss="
                + URLEncoder.encode(issuer(), StandardCharsets.UTF_8);
        fetch(back, HttpRequest.newBuilder().header("Cookie", cookie).GET(), "");
    }

    private String issuer() {
        return "http://127.0.0.1:%d/issuer".formatted(model.getAddress().getPort());
    }

    private void vouch(HttpExchange exchange) throws IOException {
        toProvider.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var isDescription = exchange.getRequestURI().getPath().endsWith("openid-configuration");
        var body = isDescription
                ? """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/auth", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/jwks", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["ES256"],
                 "authorization_response_iss_parameter_supported": true,
                 "token_endpoint_auth_methods_supported": ["client_secret_post"]}""".formatted(issuer())
                : "{\"error\": \"invalid_client\", \"error_description\": \"It is not %s.\"}".formatted(CLIENT_SECRET);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(isDescription ? 200 : 401, 0);
        try (var out = exchange.getResponseBody()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void commands() throws IOException, InterruptedException {
        run("", "doctor");
        run("", "--json", "doctor");
        run("", "audit", "export");
        run("", "audit", "verify");
        run("", "users", "list", "--json");
        run("", "api-keys", "list", ADA);
        run("", "runs", "list", "--json");
        run("", "ask", "When do quinces ripen?");
        run("", "ask", "--model", "other/tiny", "When do quinces ripen?");
        run("", "tool-servers", "show", "web", "--json");
        run("", "tool-servers", "test", "web");
        run("", "secrets", "rotate");
        plants.put(
                "the second master key",
                Files.readAllLines(data.resolve("master.key")).getFirst());
        run("", "secrets", "retire");
        run("", "ask", "--model", "main/", "When?");
    }

    private String planted(String what, String secret) {
        assertThat(secret).as(what).isNotBlank();
        plants.put(what, secret);
        return secret;
    }

    private void reply(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().toString();
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        var headers = new HashMap<>(exchange.getRequestHeaders());
        headers.remove("Authorization");
        prompts.add(path + headers + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        // The other one refuses, and repeats what it was given, as some do.
        var refuses = path.startsWith("/other");
        var body =
                refuses ? "{\"error\": {\"message\": \"Incorrect API key provided: " + ENVIRONMENT_KEY + "\"}}" : REPLY;
        exchange.getResponseHeaders().add("Content-Type", refuses ? "application/json" : "text/event-stream");
        exchange.sendResponseHeaders(refuses ? 401 : 200, 0);
        try (var out = exchange.getResponseBody()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String at(String provider) {
        return "http://127.0.0.1:%d/%s/v1".formatted(model.getAddress().getPort(), provider);
    }

    private String[] variables() {
        return new String[] {
            "MCP_AGENT_LLM_PROVIDERS_OTHER_API_KEY=" + ENVIRONMENT_KEY,
            "MCP_AGENT_LLM_PROVIDERS_OTHER_BASE_URL=" + at("other")
        };
    }

    private List<String> arguments(String... command) {
        var all = new ArrayList<>(List.of("--data-dir", data.toString()));
        all.addAll(List.of(command));
        return all;
    }

    private ChildProcess.Ended run(String input, String... command) throws IOException, InterruptedException {
        var debug = new ArrayList<>(List.of("--debug"));
        debug.addAll(arguments(command));
        try (var child = ChildProcess.start(Main.class, debug, variables())) {
            new ByteArrayInputStream((input + "\n").getBytes(StandardCharsets.UTF_8)).transferTo(child.in());
            child.in().close();
            var ended = child.ended();
            seen.merge(String.join(" ", command), ended.out() + ended.err(), String::concat);
            return ended;
        }
    }

    private static String body(String... members) {
        var object = Json.object();
        for (var i = 0; i < members.length; i += 2) object = object.with(members[i], Json.of(members[i + 1]));
        return JsonText.of(object);
    }

    /** @param isSearched false for the one answer in which a secret is handed out */
    private String post(String path, String token, String body, boolean isSearched) throws Exception {
        var request = HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return isSearched ? fetch("/api/v1" + path, request, token) : send("/api/v1" + path, request, token);
    }

    private void upload(String token) throws Exception {
        var form =
                "--x\r\nContent-Disposition: form-data; name=\"collection\"\r\n\r\nfruit\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"fruit.md\"\r\n\r\nQuinces ripen in October.\r\n--x--\r\n";
        var request = HttpRequest.newBuilder()
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(form));
        var document = json(fetch("/api/v1/documents", request, token));
        get("/documents/" + text(document, "document_id") + "/events", token);
    }

    private String get(String path, String token) throws Exception {
        return fetch("/api/v1" + path, HttpRequest.newBuilder().GET(), token);
    }

    private String fetch(String path, HttpRequest.Builder request, String token) throws Exception {
        var body = send(path, request, token);
        seen.merge(path, body, String::concat);
        return body;
    }

    private String send(String path, HttpRequest.Builder request, String token) throws Exception {
        request.uri(address.resolve(path)).timeout(Duration.ofSeconds(60));
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        var answer = client.send(request.build(), BodyHandlers.ofString());
        seen.merge("headers of " + path, answer.headers().map().toString(), String::concat);
        return answer.body();
    }

    /** Byte by byte; of the master key's file it is the very content. */
    private void search(String name) throws IOException {
        var all = new StringBuilder();
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().equals("master.key"))
                    all.append(read(file).orElse(""));
            }
        }
        seen.put(name, all.toString());
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Json.Obj json(String text) {
        return (Json.Obj) JsonText.read(text);
    }

    private static String text(Json.Obj object, String name) {
        return ((Json.Str) object.get(name).orElseThrow()).value();
    }
}
