package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.InvalidRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A server that commands go to.
 *
 * @param address without a slash at its end
 * @param secret the API key, or what else proves who asks; never shown
 */
record RemoteServer(URI address, Optional<String> secret) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /**
     * As people give it.
     *
     * @throws InvalidRequest with code {@code server_url_invalid} or {@code server_key_invalid}
     */
    static RemoteServer of(String url, Optional<String> secret) {
        secret.filter(key -> !TOKEN.matcher(key).matches()).ifPresent(wrong -> {
            throw new InvalidRequest(
                    "server_key_invalid",
                    "That is no API key: one has letters, digits, hyphens and underscores alone, as `mcp-agent api-keys create` showed it.");
        });
        return new RemoteServer(address(url), secret);
    }

    static RemoteServer of(CliHost.Running running) {
        return new RemoteServer(running.address(), Optional.of(running.token()));
    }

    /** For whoever speaks to it in another way than commands do. */
    CliHost.Elsewhere elsewhere() {
        return new CliHost.Elsewhere(address, secret);
    }

    private static URI address(String url) {
        try {
            var given = new URI(url.strip().replaceFirst("(/api/v1)?/*$", ""));
            var scheme = String.valueOf(given.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && given.getHost() != null
                    && given.getRawUserInfo() == null
                    && given.getRawQuery() == null
                    && given.getRawFragment() == null) return given;
        } catch (URISyntaxException told) {
            // With the others below.
        }
        throw new InvalidRequest(
                "server_url_invalid",
                "A server's URL is such as https://agent.example.com or http://127.0.0.1:8642, with nothing but a path behind it.");
    }

    /** Whether others on the way can read what is sent. */
    boolean isInTheClear() {
        return "http".equalsIgnoreCase(address.getScheme())
                && !LOOPBACK.matcher(address.getHost()).matches();
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
