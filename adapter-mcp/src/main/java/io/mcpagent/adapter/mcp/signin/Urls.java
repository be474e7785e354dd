package io.mcpagent.adapter.mcp.signin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** Which addresses are fit for what. */
final class Urls {
    static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int LONGEST = 2_000;

    private Urls() {}

    /** One that credentials or a browser may be sent to: {@code https}, or {@code http} on loopback, without a fragment. */
    static Optional<URI> secure(String text) {
        var called = text.length() > LONGEST ? null : HttpUrl.parse(text);
        if (called == null) return Optional.empty();
        try {
            var url = new URI(text);
            var fits = url.getHost() != null && url.getFragment() == null && url.getUserInfo() == null;
            // Where two readings of an address differ, one of them is checked and the other one called.
            if (fits && !bare(url.getHost()).equals(called.host())) return Optional.empty();
            return fits && isSecure(url) ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String bare(String host) {
        return host.toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
    }

    static boolean isSecure(URI url) {
        return "https".equalsIgnoreCase(url.getScheme()) || isLoopback(url);
    }

    /** Plain {@code http} on this machine. */
    static boolean isLoopback(URI url) {
        return "http".equalsIgnoreCase(url.getScheme())
                && url.getHost() != null
                && LOOPBACK.contains(url.getHost().toLowerCase(Locale.ROOT));
    }

    /**
     * Whether a resource, as its metadata name it, is that server. Names of hosts and schemes have no case; nothing else is
     * normalised.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3.3">RFC 9728, 3.3</a>
     */
    static boolean isSame(URI resource, URI server) {
        return origin(resource).equals(origin(server))
                && resource.getRawQuery() == null
                && withoutSlash(path(resource)).equals(withoutSlash(path(server)));
    }

    /** Whether a resource is a folder at the same origin that a server is in. */
    static boolean isAbove(URI resource, URI server) {
        return origin(resource).equals(origin(server))
                && resource.getRawQuery() == null
                && path(server).startsWith(withoutSlash(path(resource)) + "/");
    }

    /** Scheme, host and port, each as it is meant. */
    static String origin(URI url) {
        var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        var standard = scheme.equals("https") ? 443 : 80;
        var port = url.getPort() < 0 || url.getPort() == standard ? "" : ":" + url.getPort();
        return scheme + "://" + String.valueOf(url.getHost()).toLowerCase(Locale.ROOT) + port;
    }

    static String path(URI url) {
        return Optional.ofNullable(url.getRawPath()).orElse("");
    }

    static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
