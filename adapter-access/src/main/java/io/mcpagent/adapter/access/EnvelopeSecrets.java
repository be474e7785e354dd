package io.mcpagent.adapter.access;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM in envelopes: each secret has a data key of its own, which the master key wraps. Both are bound to the
 * purpose. Written as {@code v1.WRAPPED.SEALED}, each part the 96-bit nonce, the text and the tag in base64url.
 *
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/d/final">NIST SP 800-38D</a>
 */
final class EnvelopeSecrets implements SecretPort {
    private static final String VERSION = "v1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int PARTS = 3;

    private final MasterKey master;
    private final SecureRandom random = new SecureRandom();

    EnvelopeSecrets(MasterKey master) {
        this.master = master;
    }

    @Override
    public SealedSecret seal(String purpose, byte[] secret) {
        var dataKey = random(AccessSettings.KEY_BYTES);
        try {
            return new SealedSecret(String.join(
                    ".",
                    VERSION,
                    text(encrypted(master.sealing(), "key for " + purpose, dataKey)),
                    text(encrypted(new SecretKeySpec(dataKey, "AES"), purpose, secret))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    @Override
    public byte[] open(String purpose, SealedSecret sealed) {
        var parts = parts(purpose, sealed);
        var dataKey = unwrapped(purpose, parts[1]).dataKey();
        try {
            return decrypted(new SecretKeySpec(dataKey, "AES"), purpose, bytes(parts[2]));
        } catch (AEADBadTagException | IllegalArgumentException changed) {
            throw unreadable(purpose, changed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /** What is wrapped anew is the data key; the secret itself stays as it is, and closed. */
    @Override
    public Optional<SealedSecret> rotate(String purpose, SealedSecret sealed) {
        var parts = parts(purpose, sealed);
        var unwrapped = unwrapped(purpose, parts[1]);
        try {
            if (unwrapped.isCurrent()) return Optional.empty();
            var wrapped = encrypted(master.sealing(), "key for " + purpose, unwrapped.dataKey());
            return Optional.of(new SealedSecret(String.join(".", VERSION, text(wrapped), parts[2])));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        } finally {
            Arrays.fill(unwrapped.dataKey(), (byte) 0);
        }
    }

    private static String[] parts(String purpose, SealedSecret sealed) {
        var parts = sealed.value().split("\\.", -1);
        if (parts.length != PARTS || !parts[0].equals(VERSION)) throw unreadable(purpose, null);
        return parts;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, and wiped after use
    private record Unwrapped(byte[] dataKey, boolean isCurrent) {}

    /** By trying: there are two keys while one follows another, else one. */
    private Unwrapped unwrapped(String purpose, String wrapped) {
        var isCurrent = true;
        for (var key : master.opening()) {
            try {
                return new Unwrapped(decrypted(key, "key for " + purpose, bytes(wrapped)), isCurrent);
            } catch (AEADBadTagException otherKey) {
                isCurrent = false;
            } catch (IllegalArgumentException noBase64) {
                throw unreadable(purpose, noBase64);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has AES-GCM", e);
            }
        }
        throw unreadable(purpose, null);
    }

    private byte[] encrypted(SecretKey key, String purpose, byte[] secret) throws GeneralSecurityException {
        var nonce = random(NONCE_BYTES);
        var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, purpose).doFinal(secret);
        var whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        return whole;
    }

    private static byte[] decrypted(SecretKey key, String purpose, byte[] whole) throws GeneralSecurityException {
        if (whole.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) throw new AEADBadTagException("it is too short");
        var nonce = Arrays.copyOf(whole, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, key, nonce, purpose).doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String purpose)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] random(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static UpstreamFailure unreadable(String purpose, @Nullable Exception cause) {
        return new UpstreamFailure(
                "secret_unreadable",
                "The %s was sealed with another master key, or was changed. Restore the key from a backup."
                        .formatted(purpose),
                false,
                cause);
    }
}
