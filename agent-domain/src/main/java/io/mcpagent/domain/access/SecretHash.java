package io.mcpagent.domain.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What is kept of a secret that was shown once: SHA-256 in hexadecimal. Enough for 256 random bits, which nobody can try
 * out; for passwords there is {@link PasswordPort}.
 */
public record SecretHash(String value) {
    private static final Pattern WRITTEN = Pattern.compile("[0-9a-f]{64}");

    public SecretHash {
        if (!WRITTEN.matcher(value).matches()) throw new IllegalArgumentException("not a SHA-256 in hexadecimal");
    }

    public static SecretHash of(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return new SecretHash(HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Takes as long for a secret that is nearly right as for any other. */
    public boolean matches(String secret) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.US_ASCII), of(secret).value.getBytes(StandardCharsets.US_ASCII));
    }
}
