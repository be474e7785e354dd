package io.mcpagent.adapter.rest.access;

import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What browsers are told with each answer: it is no page, its type is not to be guessed, and it is neither kept nor shown
 * inside somebody else's page.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers">OWASP's
 *     REST security cheat sheet</a>
 */
public final class SecurityHeaders {
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    private SecurityHeaders() {}

    /**
     * That a browser is not to come in the clear any more, for a year. Not said by a server that only its own machine
     * reaches, as browsers would take it for all that this machine serves.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6797">RFC 6797</a>
     */
    public static void strictTransport(BiConsumer<String, String> header) {
        header.accept("Strict-Transport-Security", "max-age=31536000");
    }

    /** Hands over each header's name and value. */
    public static void set(BiConsumer<String, String> header) {
        HEADERS.forEach(header);
    }
}
