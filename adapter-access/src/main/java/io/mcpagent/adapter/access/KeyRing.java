package io.mcpagent.adapter.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Master keys, as they stand in a file, a setting or a command's output.
 *
 * @param keys the first seals, all open
 */
record KeyRing(List<SecretKey> keys) {
    private static final int NAME_BYTES = 8;

    KeyRing {
        keys = List.copyOf(keys);
    }

    /** Empty for what is not keys in Base64, divided by white space. */
    static Optional<KeyRing> parse(String text) {
        var keys = new ArrayList<SecretKey>();
        try {
            for (var word : text.strip().split("\\s+", -1)) {
                var bytes = Base64.getDecoder().decode(word);
                if (bytes.length != AccessSettings.KEY_BYTES) return Optional.empty();
                keys.add(new SecretKeySpec(bytes, "AES"));
                Arrays.fill(bytes, (byte) 0);
            }
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
        return Optional.of(new KeyRing(keys));
    }

    /** The same for the same key, and nothing about it: 64 bits of a hash of what is random in 256. */
    static String name(SecretKey key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var hash = mac.doFinal("the name of a master key".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    SecretKey current() {
        return keys.getFirst();
    }

    /** Without those that were followed. */
    KeyRing retired() {
        return new KeyRing(List.of(current()));
    }

    KeyRing followedBy(byte[] key) {
        var all = new ArrayList<SecretKey>();
        all.add(new SecretKeySpec(key, "AES"));
        all.addAll(keys);
        return new KeyRing(all);
    }

    /** A line each, as the file has them. */
    String text() {
        var text = new StringBuilder();
        for (var key : keys) {
            text.append(Base64.getEncoder().encodeToString(key.getEncoded())).append('\n');
        }
        return text.toString();
    }

    /** No part of it. */
    @Override
    public String toString() {
        return keys.size() + " keys";
    }
}
