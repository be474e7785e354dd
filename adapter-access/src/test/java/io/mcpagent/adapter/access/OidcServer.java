package io.mcpagent.adapter.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The npm package {@code oidc-provider}, a certified OpenID provider, in the version of the lock file; and a browser. */
public final class OidcServer implements AutoCloseable {
    public static final String CLIENT = "mcp-agent";
    public static final String SECRET = "planted-client-secret";

    private static final Path INSTALLED = Path.of("target/npm-oidc");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "provider.mjs");
    private static final Pattern LISTENING = Pattern.compile("listening on (http://[\\d.:]+)");
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
    private static final URI BACK = URI.create("http://127.0.0.1:1/api/v1/auth/oidc/callback");

    private final Process process;
    private final URI issuer;

    private OidcServer(Process process, URI issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    public static OidcServer start() {
        try {
            install();
            var process = new ProcessBuilder("node", "provider.mjs")
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .start();
            return new OidcServer(process, awaitAddress(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI awaitAddress(Process process) throws IOException {
        var said = new ArrayList<String>();
        var lines = process.inputReader(StandardCharsets.UTF_8);
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            var found = LISTENING.matcher(line);
            if (!found.find()) continue;
            // It blocks when nobody reads what it says.
            Thread.ofVirtual().start(() -> lines.lines().forEach(ignored -> {}));
            return URI.create(found.group(1));
        }
        throw new IllegalStateException("oidc-provider did not start: " + String.join("\n", said));
    }

    private static synchronized void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (var file : FILES) {
            try (var packed = OidcServer.class.getResourceAsStream("oidc/" + file)) {
                if (packed == null) throw new IllegalStateException(file + " is not packed");
                Files.write(INSTALLED.resolve(file), packed.readAllBytes());
            }
        }
        var lock = Files.readString(INSTALLED.resolve("package-lock.json"));
        var done = INSTALLED.resolve("installed");
        if (Files.exists(done) && Files.readString(done).equals(lock)) return;
        var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .start();
        var said = npm.inputReader(StandardCharsets.UTF_8).lines().toList();
        if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0)
            throw new IllegalStateException("npm ci failed: " + String.join("\n", said));
        Files.writeString(done, lock);
    }

    public URI issuer() {
        return issuer;
    }

    /**
     * Signs somebody in, in a browser of their own.
     *
     * @param who with their groups behind plus signs, as in {@code ada+it-admins}
     * @param at where the browser was sent
     * @return the URL with which it comes back
     */
    public URI signIn(String who, URI at) {
        try (var browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            var page = at;
            while (page.getHost().equals(issuer.getHost()) && page.getPort() == issuer.getPort()) {
                var answer = send(browser, HttpRequest.newBuilder(page));
                page = answer.headers()
                        .firstValue("Location")
                        .map(page::resolve)
                        .orElseGet(() -> submitted(browser, who, answer));
            }
            return page;
        }
    }

    private URI submitted(HttpClient browser, String who, HttpResponse<String> answer) {
        var form = FORM.matcher(answer.body());
        if (!form.find()) throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        var prompt = answer.body().contains("name=\"login\"") ? "login" : "consent";
        var sent = send(
                browser,
                HttpRequest.newBuilder(answer.uri().resolve(form.group(1)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(query(Map.of("prompt", prompt, "login", who, "password", "x")))));
        return answer.uri().resolve(sent.headers().firstValue("Location").orElseThrow());
    }

    /** An access token that somebody got for another client, for an API of that name. */
    public String accessToken(String who, String audience) {
        return tokens(who, "urn:" + audience, "access_token");
    }

    /** What the other client is told of who signed in. */
    public String idToken(String who) {
        return tokens(who, "urn:any", "id_token");
    }

    private String tokens(String who, String resource, String wanted) {
        var verifier = "v".repeat(43);
        var at = URI.create(issuer + "/auth?"
                + query(Map.of(
                        "client_id",
                        CLIENT,
                        "response_type",
                        "code",
                        "redirect_uri",
                        BACK.toString(),
                        "scope",
                        "openid email profile",
                        "nonce",
                        "n",
                        "resource",
                        resource,
                        "code_challenge_method",
                        "S256",
                        "code_challenge",
                        challenge(verifier))));
        var code = signIn(who, at).getQuery().replaceFirst(".*code=([^&]+).*", "$1");
        var basic = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.US_ASCII));
        try (var client = HttpClient.newHttpClient()) {
            var answer = send(
                    client,
                    HttpRequest.newBuilder(URI.create(issuer + "/token"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Authorization", "Basic " + basic)
                            .POST(BodyPublishers.ofString(query(Map.of(
                                    "grant_type",
                                    "authorization_code",
                                    "code",
                                    code,
                                    "redirect_uri",
                                    BACK.toString(),
                                    "code_verifier",
                                    verifier)))));
            return new ObjectMapper().readTree(answer.body()).required(wanted).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            var hash = java.security.MessageDigest.getInstance("SHA-256")
                    .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
