package io.mcpagent.adapter.rest;

import io.mcpagent.domain.failure.InvalidRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/**
 * A certificate's chain and its key, as they stood in their files at one moment.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
final class PemFiles {
    /** Of a key store that never leaves the memory. */
    static final String PASSWORD = "in-memory";

    private static final long MAX_BYTES = 1 << 20;

    private final TlsSettings settings;
    private final byte[] certificate;
    private final byte[] privateKey;

    private PemFiles(TlsSettings settings, byte[] certificate, byte[] privateKey) {
        this.settings = settings;
        this.certificate = certificate;
        this.privateKey = privateKey;
    }

    /** @throws InvalidRequest with code {@code tls_files_unusable} when one can't be read */
    static PemFiles read(TlsSettings settings) {
        return new PemFiles(settings, bytes(settings.certificate()), bytes(settings.privateKey()));
    }

    boolean sameAs(PemFiles other) {
        return Arrays.equals(certificate, other.certificate) && Arrays.equals(privateKey, other.privateKey);
    }

    /** @throws InvalidRequest with code {@code tls_files_unusable} when they hold something else, or do not belong together */
    KeyStore keyStore() {
        var chain = chain();
        var key = key();
        try {
            checkPair(key, chain[0].getPublicKey());
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, PASSWORD.toCharArray(), chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(settings.privateKey(), "is not the key of " + settings.certificate(), e);
        }
    }

    /** Until when the server's own certificate is good. */
    Instant expiresAt() {
        return ((X509Certificate) chain()[0]).getNotAfter().toInstant();
    }

    private Certificate[] chain() {
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(certificate));
            if (!found.isEmpty()) return found.toArray(Certificate[]::new);
        } catch (CertificateException e) {
            throw unusable(settings.certificate(), "is not a PEM file of certificates", e);
        }
        throw unusable(settings.certificate(), "holds no certificate", null);
    }

    private PrivateKey key() {
        try (var parser =
                new PEMParser(new InputStreamReader(new ByteArrayInputStream(privateKey), StandardCharsets.US_ASCII))) {
            for (var entry = parser.readObject(); entry != null; entry = parser.readObject()) {
                if (entry instanceof PrivateKeyInfo plain) return converted(plain);
                if (entry instanceof PEMKeyPair pair) return converted(pair.getPrivateKeyInfo());
            }
        } catch (IOException | RuntimeException e) {
            throw unusable(settings.privateKey(), "is not a PEM file of a private key", e);
        }
        throw unusable(
                settings.privateKey(),
                "holds no private key that is not encrypted (`openssl pkey -in OLD -out NEW` takes the passphrase off)",
                null);
    }

    private static PrivateKey converted(PrivateKeyInfo info) throws PEMException {
        return new JcaPEMKeyConverter().getPrivateKey(info);
    }

    /** What the one signs, the other has to accept. */
    private static void checkPair(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        var signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC", "ECDSA" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                });
        var text = new byte[32];
        new SecureRandom().nextBytes(text);
        signature.initSign(key);
        signature.update(text);
        var signed = signature.sign();
        signature.initVerify(certified);
        signature.update(text);
        if (!signature.verify(signed)) throw new GeneralSecurityException("the signature is another's");
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) throw unusable(file, "is too large to be a PEM file", null);
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw unusable(file, "does not exist", e);
        } catch (IOException e) {
            throw unusable(file, "can't be read: " + e.getMessage(), e);
        }
    }

    private static InvalidRequest unusable(Path file, String problem, @Nullable Exception cause) {
        return new InvalidRequest("tls_files_unusable", "The file %s %s.".formatted(file, problem), cause);
    }
}
