package io.mcpagent.domain.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/**
 * SHA-256 over fields, each with its length in front, so that no two sequences of fields are the same bytes. One that is
 * absent has the length -1.
 */
final class AuditDigest {
    private final MessageDigest digest;

    AuditDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    AuditDigest add(String field) {
        var bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    AuditDigest add(Optional<String> field) {
        if (field.isPresent()) return add(field.get());
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(-1).flip());
        return this;
    }

    AuditDigest add(long field) {
        return add(Long.toString(field));
    }

    AuditDigest add(Instant field) {
        return add(ChronoUnit.MICROS.between(Instant.EPOCH, field));
    }

    AuditHash hash() {
        return new AuditHash(HexFormat.of().formatHex(digest.digest()));
    }
}
