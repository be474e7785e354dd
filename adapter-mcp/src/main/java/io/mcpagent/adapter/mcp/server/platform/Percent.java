package io.mcpagent.adapter.mcp.server.platform;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names as parts of a URI (RFC 3986, 2.1). */
final class Percent {
    private Percent() {}

    static String encoded(String name) {
        // Of forms, which write a blank otherwise.
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Empty for what is no such part. */
    static Optional<String> decoded(String part) {
        try {
            return Optional.of(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
