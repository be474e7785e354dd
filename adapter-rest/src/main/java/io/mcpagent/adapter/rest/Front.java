package io.mcpagent.adapter.rest;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a server looks to those who come from elsewhere.
 *
 * @param tls where the certificate lies; HTTP in the clear without
 * @param publicUrl where browsers reach it, where a proxy stands before it; scheme and host alone
 * @param allowedOrigins of web pages from elsewhere that may call, such as {@code https://chat.example.com}
 * @param trustedProxies addresses whose {@code X-Forwarded-For} is believed
 */
public record Front(
        Optional<TlsSettings> tls, Optional<URI> publicUrl, Set<String> allowedOrigins, Set<String> trustedProxies) {
    /** Nothing of it. */
    public static final Front NONE = new Front(Optional.empty(), Optional.empty(), Set.of(), Set.of());

    private static final Pattern ORIGIN =
            Pattern.compile("https?://([a-z0-9]([a-z0-9._-]{0,252})|\\[[0-9a-f:.]{2,45}])(:[1-9]\\d{0,4})?");

    public Front {
        allowedOrigins = Set.copyOf(allowedOrigins);
        trustedProxies = Set.copyOf(trustedProxies);
        allowedOrigins.forEach(Front::checkOrigin);
        publicUrl.map(URI::toString).ifPresent(Front::checkOrigin);
    }

    public Front with(TlsSettings certificate) {
        return new Front(Optional.of(certificate), publicUrl, allowedOrigins, trustedProxies);
    }

    /**
     * Whether it is written as browsers send it.
     *
     * @throws IllegalArgumentException with a message that completes "the value …"
     */
    public static String checkOrigin(String origin) {
        if (ORIGIN.matcher(origin).matches() && !origin.matches("http://.*:80|https://.*:443")) return origin;
        throw new IllegalArgumentException(
                "has to be an origin such as https://chat.example.com or http://localhost:5173, in small letters, without a path, not \"%s\""
                        .formatted(origin));
    }
}
