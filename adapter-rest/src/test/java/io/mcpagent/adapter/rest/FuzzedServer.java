package io.mcpagent.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpagent.adapter.rest.Description.Answered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A server with three who use it: an administrator and an editor who are fuzzed with, and one whose things are hers. */
final class FuzzedServer {
    /** In everything that Ada has, and in no request. */
    static final String ADAS = "adas-very-own";

    private static final int MOST_KNOWN = 30;
    private static final int BUFFER_BYTES = 8 << 10;
    private static final String PASSWORD = "correct horse battery";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String KEYS = "/api/v1/users/me/api-keys";
    private static final String KEYS_OF_ANOTHER = "/api/v1/users/{id}/api-keys";

    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();
    final Description description;
    final String root;
    final String editor;
    final String viewer;
    final String token;
    private final String ada;
    private final String adasSession;
    /** By the part of the path before the variable: what is there, and what of Ada's. */
    private final Map<String, Deque<String>> known = new HashMap<>();

    final Map<String, List<String>> adas = new HashMap<>();

    FuzzedServer(URI address, String setupCode) {
        this.address = address;
        this.description = new Description(call("GET", "/openapi.json", "", ""));
        call(
                "POST",
                "/api/v1/auth/setup",
                "",
                "{\"code\": \"%s\", \"name\": \"root@example.org\", \"password\": \"%s\"}"
                        .formatted(setupCode, PASSWORD));
        this.token = login("root");
        this.root = key(
                token,
                "\"read\", \"ask\", \"write\", \"define_agents\", \"manage_keys\", \"manage_tools\", \"manage_users\"");
        this.editor = key(user("bob", "editor"), "\"read\", \"ask\", \"write\", \"define_agents\", \"manage_keys\"");
        this.viewer = key(token, "\"read\"");
        this.ada = user("ada", "editor");
        this.adasSession = adaHas();
        for (var n = 0; n < 3; n++) {
            var victim = call(
                    "POST",
                    "/api/v1/users",
                    root,
                    "{\"name\": \"victim%d@example.org\", \"roles\": [\"viewer\"]}".formatted(n));
            know("/api/v1/users", victim.path("id").asText());
        }
        know(
                "/api/v1/tools",
                call("GET", "/api/v1/tools", root, "").at("/data/0/name").asText());
        know("/api/v1/agents", "assistant");
        call("POST", "/api/v1/tool-servers", root, "{\"name\": \"web\", \"url\": \"https://tools.example/mcp\"}");
        know("/api/v1/tool-servers", "web");
    }

    private String user(String name, String role) {
        call(
                "POST",
                "/api/v1/users",
                root,
                "{\"name\": \"%s@example.org\", \"roles\": [\"%s\"], \"password\": \"%s\"}"
                        .formatted(name, role, PASSWORD));
        return login(name);
    }

    private String login(String name) {
        return call(
                        "POST",
                        "/api/v1/auth/login",
                        "",
                        "{\"name\": \"%s@example.org\", \"password\": \"%s\"}".formatted(name, PASSWORD))
                .path("access_token")
                .asText();
    }

    private String key(String bearer, String scopes) {
        return call("POST", KEYS, bearer, "{\"name\": \"fuzz\", \"scopes\": [%s]}".formatted(scopes))
                .path("key")
                .asText();
    }

    private String adaHas() {
        var asked = call("POST", "/api/v1/chat", ada, "{\"message\": \"Is " + ADAS + " there?\"}");
        var notes = call("POST", "/api/v1/collections", ada, "{\"name\": \"adas\"}");
        var form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + ADAS + ".txt\"\r\n\r\n"
                + "The battery of " + ADAS + " lasts nine hours.\r\n--b--\r\n";
        var document = json(HttpRequest.newBuilder(address.resolve("/api/v1/documents?collection=adas"))
                .header("Authorization", "Bearer " + ada)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(form)));
        var key = call("POST", KEYS, ada, "{\"name\": \"" + ADAS + "\", \"scopes\": [\"read\"]}");
        adas.put("/api/v1/sessions", List.of(asked.path("session_id").asText()));
        adas.put("/api/v1/runs", List.of(asked.path("run_id").asText()));
        adas.put("/api/v1/collections", List.of(notes.path("collection").asText()));
        adas.put("/api/v1/documents", List.of(document.path("document_id").asText()));
        adas.put(KEYS, List.of(key.path("id").asText()));
        adas.put(KEYS_OF_ANOTHER, adas.get(KEYS));
        return asked.path("session_id").asText();
    }

    /** That nobody took anything from her, and that the server still serves. */
    boolean isSound() {
        return call("GET", "/health/ready", "", "").path("status").asText().equals("ready")
                && call("GET", "/api/v1/sessions/" + adasSession, ada, "")
                        .toString()
                        .contains(ADAS)
                && call("GET", "/api/v1/documents?collection=adas", ada, "")
                        .toString()
                        .contains(ADAS)
                && call("GET", KEYS, ada, "").toString().contains(ADAS);
    }

    List<String> known(String kind) {
        return List.copyOf(known.getOrDefault(kind, new ArrayDeque<>()));
    }

    private void know(String kind, String id) {
        var ids = known.computeIfAbsent(kind, none -> new ArrayDeque<>());
        ids.add(id);
        if (ids.size() > MOST_KNOWN) ids.removeFirst();
    }

    /** Remembers what was made, to come back to it. */
    void learn(Answered answer) {
        answer.header("Location").filter(path -> path.startsWith("/api/v1/")).ifPresent(path -> {
            var last = path.lastIndexOf('/');
            var kind = path.substring(0, last);
            if (!path.startsWith("/api/v1/users/") || path.startsWith(KEYS)) know(kind, path.substring(last + 1));
            else if (path.contains("/api-keys/")) know(KEYS_OF_ANOTHER, path.substring(last + 1));
        });
        // The text of a document may begin with a brace, too.
        var isJson = answer.header("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
        if (answer.status() != 200 || !isJson || !answer.body().startsWith("{")) return;
        var body = RestTest.json(answer.body());
        if (body.has("session_id") && body.has("run_id")) {
            know("/api/v1/sessions", body.path("session_id").asText());
            know("/api/v1/runs", body.path("run_id").asText());
        }
    }

    private JsonNode call(String method, String path, String bearer, String body) {
        var request = HttpRequest.newBuilder(address.resolve(path)).method(method, BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) request.header("Authorization", "Bearer " + bearer);
        if (!body.isEmpty()) request.header("Content-Type", "application/json");
        return json(request);
    }

    private JsonNode json(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) throw new AssertionError(answer + ": " + answer.body());
            return RestTest.json(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The answer; one of status 0 when the connection was closed without any. */
    Answered send(byte[] request) throws IOException {
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            var received = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException closed) {
                // It need not read what it will not take; what it said is there nevertheless.
            }
            try {
                var in = socket.getInputStream();
                var bytes = new byte[BUFFER_BYTES];
                for (var count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                    received.write(bytes, 0, count);
                    if (wantsTunnel(request) && isWhole(parsed(received.toByteArray()))) break;
                }
            } catch (SocketException reset) {
                // After the answer, as it did not read all.
            }
            return parsed(received.toByteArray());
        }
    }

    /** For one, Jetty leaves the connection open whatever the client says, also where it refuses it. */
    private static boolean wantsTunnel(byte[] request) {
        return new String(request, StandardCharsets.ISO_8859_1).startsWith("CONNECT ");
    }

    private static boolean isWhole(Answered answer) {
        var length = answer.body().getBytes(StandardCharsets.UTF_8).length;
        return answer.header("Content-Length").map(Integer::parseInt).stream().anyMatch(all -> length >= all);
    }

    private static Answered parsed(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) return new Answered(0, Map.of(), text);
        var lines = text.substring(0, end).split("\r\n", -1);
        var headers = new HashMap<String, List<String>>();
        for (var line : List.of(lines).subList(1, lines.length)) {
            var parts = line.split(":", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), none -> new ArrayList<>())
                    .add(parts[1].strip());
        }
        var status = Integer.parseInt(lines[0].split(" ", 3)[1]);
        if (status == 100) return parsed(Arrays.copyOfRange(bytes, end + 4, bytes.length));
        var rest = text.substring(end + 4);
        var body = headers.containsKey("transfer-encoding") ? joined(rest) : rest;
        return new Answered(
                status, headers, new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** The chunks of RFC 9112, 7.1. */
    private static String joined(String chunks) {
        var whole = new StringBuilder();
        var at = 0;
        while (true) {
            var line = chunks.indexOf("\r\n", at);
            if (line < 0) return whole.toString();
            var size = Integer.parseInt(chunks.substring(at, line), 16);
            if (size == 0) return whole.toString();
            whole.append(chunks, line + 2, Math.min(chunks.length(), line + 2 + size));
            at = line + 4 + size;
        }
    }
}
