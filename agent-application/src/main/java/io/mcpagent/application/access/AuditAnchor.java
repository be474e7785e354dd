package io.mcpagent.application.access;

import io.mcpagent.domain.access.AuditHash;
import io.mcpagent.domain.access.AuditSeal;
import io.mcpagent.domain.failure.InvalidRequest;
import java.util.regex.Pattern;

/**
 * A seal as somebody wrote it down elsewhere. Whoever can write to the records can also make them consistent anew; what
 * they can't change is a copy of this.
 */
public record AuditAnchor(long number, AuditHash hash) {
    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");

    static AuditAnchor of(AuditSeal seal) {
        return new AuditAnchor(seal.number(), seal.hash());
    }

    /**
     * What {@link #text} wrote.
     *
     * @throws InvalidRequest with code {@code anchor_invalid}
     */
    public static AuditAnchor parse(String text) {
        var written = WRITTEN.matcher(text.strip());
        if (!written.matches())
            throw new InvalidRequest(
                    "anchor_invalid",
                    "An anchor is a number, a colon and 64 hexadecimal digits, as a check prints it.");
        return new AuditAnchor(Long.parseLong(written.group(1)), new AuditHash(written.group(2)));
    }

    public String text() {
        return number + ":" + hash.value();
    }
}
