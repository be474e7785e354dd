package io.mcpagent.application.access;

import java.util.Optional;
import java.util.regex.Pattern;

/** How an API key is written: {@code mcpa_}, 12 characters to find it by, {@code _}, and 256 random bits in base64url. */
final class KeyText {
    static final String BEGINNING = "mcpa_";

    private static final int FINDING = 12;
    private static final Pattern WRITTEN = Pattern.compile("(mcpa_[A-Za-z0-9_-]{12})_[A-Za-z0-9_-]{43}");

    private KeyText() {}

    static String prefix(String random) {
        return BEGINNING + random.substring(0, FINDING);
    }

    static String whole(String prefix, String secret) {
        return prefix + "_" + secret;
    }

    /** What a key is found by; empty for what is no key. */
    static Optional<String> prefixOf(String text) {
        var written = WRITTEN.matcher(text);
        return written.matches() ? Optional.of(written.group(1)) : Optional.empty();
    }
}
