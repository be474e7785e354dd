package io.mcpagent.adapter.rest;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A certificate for 127.0.0.1 that signs itself, with its key. */
record TestCertificates(X509Certificate certificate, KeyPair keys) {
    static TestCertificates of(String algorithm, String name) {
        try {
            var keys = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
            return new TestCertificates(signed(keys, algorithm, new X500Name("CN=" + name)), keys);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate signed(KeyPair keys, String algorithm, X500Name name)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        var now = Instant.now();
        var names = new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        var signer = new JcaContentSignerBuilder(
                        switch (algorithm) {
                            case "RSA" -> "SHA256withRSA";
                            case "EC" -> "SHA256withECDSA";
                            default -> algorithm;
                        })
                .build(keys.getPrivate());
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.valueOf(now.toEpochMilli()),
                                Date.from(now.minusSeconds(60)),
                                Date.from(now.plusSeconds(30L * 24 * 3_600)),
                                name,
                                keys.getPublic())
                        .addExtension(Extension.subjectAlternativeName, false, names)
                        .build(signer));
    }

    void writeCertificate(Path file) {
        write(file, certificate);
    }

    /** As PKCS #8, {@code BEGIN PRIVATE KEY}. */
    void writeKey(Path file) {
        try {
            write(file, new JcaPKCS8Generator(keys.getPrivate(), null));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As OpenSSL used to, {@code BEGIN RSA PRIVATE KEY} and {@code BEGIN EC PRIVATE KEY}. */
    void writeOldKey(Path file) {
        try {
            switch (keys.getPrivate()) {
                // With the public half in it, which the writer leaves out.
                case ECPrivateKey secret -> {
                    var info = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
                    var encoded = new org.bouncycastle.asn1.sec.ECPrivateKey(
                            secret.getParams().getOrder().bitLength(),
                            secret.getS(),
                            info.getPublicKeyData(),
                            info.getAlgorithm().getParameters());
                    write(file, new PemObject("EC PRIVATE KEY", encoded.getEncoded()));
                }
                default -> write(file, keys.getPrivate());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Path file, Object entry) {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            pem.writeObject(entry);
            pem.flush();
            Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Of a client that trusts these alone. */
    static SSLContext trusting(TestCertificates... trusted) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var one : trusted)
                store.setCertificateEntry(
                        one.certificate().getSubjectX500Principal().getName(), one.certificate());
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
