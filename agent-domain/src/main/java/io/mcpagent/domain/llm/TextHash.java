package io.mcpagent.domain.llm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a text's UTF-8 form or of a file's bytes, in lower-case hexadecimal. */
public record TextHash(String value) {
    public static TextHash of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static TextHash of(byte[] bytes) {
        try {
            return new TextHash(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
