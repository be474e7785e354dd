package io.mcpagent.application.tool;

import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a tool server's entry may say. All that is wrong with one is told at once. */
final class ToolServerRules {
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofHours(1);

    private static final int MOST_PARTS = 200;
    private static final int MOST_SCOPES = 100;
    private static final int LONGEST_PART = 32_768;
    private static final int LONGEST_URL = 1_000;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_().-]*");
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");
    /** RFC 6749, appendix A.1 and A.4. */
    private static final Pattern CLIENT_ID = Pattern.compile("[\\x20-\\x7E]{1,1000}");

    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /** The transport's own, by which a request could be taken for another one. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "accept",
            "accept-encoding",
            "last-event-id");

    private final List<String> problems = new ArrayList<>();

    private ToolServerRules() {}

    /** For people, in the order of the entry. */
    static List<String> problems(ToolServer wanted) {
        var rules = new ToolServerRules();
        switch (wanted.address()) {
            case ToolServerAddress.Process process -> rules.check(process);
            case ToolServerAddress.Http http -> rules.check(http);
        }
        rules.check(wanted.roots());
        if (wanted.timeout().compareTo(SHORTEST) < 0 || wanted.timeout().compareTo(LONGEST) > 0)
            rules.add("timeout: a call has from one second to one hour.");
        return List.copyOf(rules.problems);
    }

    private void check(ToolServerAddress.Process process) {
        if (process.command().isBlank()) add("command: it is missing.");
        part("command", process.command());
        if (process.arguments().size() > MOST_PARTS) add("args: there are at most %d.".formatted(MOST_PARTS));
        for (var at = 0; at < process.arguments().size(); at++)
            part("args[" + at + "]", process.arguments().get(at));
        process.folder().ifPresent(folder -> part("folder", folder));
        named("env", process.environment(), VARIABLE);
        process.environment().forEach((name, value) -> part("env." + shown(name), value));
    }

    private void check(ToolServerAddress.Http http) {
        var url = http.url();
        var scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) add("url: it has to begin with https:// or http://.");
        else if (url.getHost() == null) add("url: it names no host.");
        if (url.getRawUserInfo() != null)
            add("url: a user and password have no place in it; give them as a header Authorization.");
        if (url.getRawFragment() != null) add("url: what stands behind # is sent to nobody; leave it out.");
        if (url.toString().length() > LONGEST_URL) add("url: it has at most %,d characters.".formatted(LONGEST_URL));
        named("headers", http.headers(), HEADER);
        http.headers().forEach((name, value) -> {
            if (RESERVED.contains(name.toLowerCase(Locale.ROOT))
                    || name.toLowerCase(Locale.ROOT).startsWith("mcp-"))
                add("headers.%s: it is set by the protocol.".formatted(shown(name)));
            if (!HEADER_VALUE.matcher(value).matches())
                add("headers.%s: its value has printable characters of ASCII alone.".formatted(shown(name)));
            part("headers." + shown(name), value);
        });
        http.client().ifPresent(client -> {
            if (http.headers().keySet().stream().anyMatch("authorization"::equalsIgnoreCase))
                add("oauth: where a header Authorization is sent, no client gets a token. Leave one of them out.");
            check(client);
        });
    }

    private void check(ToolServerClient client) {
        if (!CLIENT_ID.matcher(client.id()).matches())
            add("oauth.client_id: it has at most 1,000 characters, all printable ones of ASCII.");
        switch (client.credential()) {
            case ToolServerClient.Credential.None none -> {}
            case ToolServerClient.Credential.Secret(var value) -> {
                part("oauth.client_secret", value);
                if (value.isEmpty() || !HEADER_VALUE.matcher(value).matches())
                    add("oauth.client_secret: it has printable characters of ASCII alone.");
            }
            case ToolServerClient.Credential.PrivateKey(var pem) -> {
                part("oauth.private_key", pem);
                if (!pem.contains("-----BEGIN PRIVATE KEY-----") && !pem.contains(SecretLooks.MASK))
                    add(
                            "oauth.private_key: it has to be PKCS #8 in PEM, and not encrypted: -----BEGIN PRIVATE KEY-----.");
            }
        }
        client.issuer()
                .filter(issuer -> !isIssuer(issuer))
                .ifPresent(issuer -> add(
                        "oauth.issuer: %s is no issuer such as https://login.example.com.".formatted(shown(issuer))));
        if (client.scopes().size() > MOST_SCOPES) add("oauth.scopes: there are at most %d.".formatted(MOST_SCOPES));
        client.scopes().stream()
                .filter(scope -> !SCOPE.matcher(scope).matches())
                .forEach(scope -> add("oauth.scopes: \"%s\" is no scope.".formatted(shown(scope))));
    }

    /** As RFC 8414 has it, section 2; and one of this machine without TLS. */
    private static boolean isIssuer(String text) {
        try {
            var url = new URI(text);
            var isPlain = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
            var host = Optional.ofNullable(url.getHost()).orElse("");
            var isSecure =
                    "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && LOOPBACK.contains(host));
            return isPlain && isSecure && !host.isEmpty() && text.length() <= LONGEST_URL;
        } catch (URISyntaxException none) {
            return false;
        }
    }

    private void named(String what, Map<String, String> values, Pattern allowed) {
        if (values.size() > MOST_PARTS) add("%s: there are at most %d.".formatted(what, MOST_PARTS));
        values.entrySet().stream()
                .filter(value -> Placeholders.isIn(value.getValue()))
                .forEach(value ->
                        add("%s.%s: ${…} is filled in where servers are imported, and nowhere else; write the value."
                                .formatted(what, shown(value.getKey()))));
        values.keySet().stream()
                .filter(name -> !allowed.matcher(name).matches())
                .forEach(name -> add("%s: \"%s\" can't be a name there.".formatted(what, shown(name))));
    }

    private void check(List<String> roots) {
        if (roots.size() > MOST_PARTS) add("roots: there are at most %d.".formatted(MOST_PARTS));
        roots.stream()
                .filter(root -> !isFolder(root))
                .forEach(root -> add("roots: %s is no URI such as file:///srv/files.".formatted(shown(root))));
    }

    private static boolean isFolder(String root) {
        try {
            var uri = new URI(root);
            var host = uri.getRawAuthority();
            return "file".equalsIgnoreCase(uri.getScheme())
                    && (host == null || host.isEmpty())
                    && uri.getPath() != null
                    && uri.getPath().startsWith("/");
        } catch (URISyntaxException none) {
            return false;
        }
    }

    private void part(String where, String text) {
        if (text.length() > LONGEST_PART) add("%s: it has at most %,d characters.".formatted(where, LONGEST_PART));
        if (text.indexOf('\0') >= 0) add("%s: no program can be given the character U+0000.".formatted(where));
    }

    private static String shown(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }

    private void add(String problem) {
        problems.add(problem);
    }
}
