package io.mcpagent.domain.access;

import java.util.regex.Pattern;

/** SHA-256 in lower-case hexadecimal, of an audit entry or of a seal. */
public record AuditHash(String value) {
    private static final Pattern WRITTEN = Pattern.compile("[0-9a-f]{64}");

    /** What the first seal has as that of the one before it. */
    public static final AuditHash NONE = new AuditHash("0".repeat(64));

    public AuditHash {
        if (!WRITTEN.matcher(value).matches()) throw new IllegalArgumentException("not a SHA-256 in hexadecimal");
    }
}
