package io.mcpagent.adapter.rest;

import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.InvalidRequest;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server shows to prove who it is. When its files change, connections from then on see the new one and those
 * that are open keep theirs; what can't be used is told to the log, and the old one stays.
 */
final class TlsCertificate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsCertificate.class);
    private static final Duration SOON = Duration.ofDays(7);

    private final TlsSettings settings;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private final Thread watch;
    /** The last that were looked at, good or not, so that what is wrong is told once. */
    private PemFiles seen;

    private TlsCertificate(TlsSettings settings, PemFiles files) {
        this.settings = settings;
        this.seen = files;
        context.setKeyStore(files.keyStore());
        context.setKeyStorePassword(PemFiles.PASSWORD);
        warnOfItsEnd(files);
        this.watch = Thread.ofVirtual().name("tls-certificate").unstarted(this::watch);
    }

    /**
     * Reads the files, and looks at them again now and then until it is closed.
     *
     * @throws InvalidRequest with code {@code tls_files_unusable}, naming the file
     */
    static TlsCertificate open(TlsSettings settings) {
        var certificate = new TlsCertificate(settings, PemFiles.read(settings));
        certificate.watch.start();
        return certificate;
    }

    /** What a connector is made with; one at most. */
    SslContextFactory.Server context() {
        return context;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(settings.checkEvery());
                look();
            }
        } catch (InterruptedException closed) {
            LOG.debug("The certificate is not looked at any more", closed);
        }
    }

    private void look() {
        try {
            var now = PemFiles.read(settings);
            if (now.sameAs(seen)) return;
            seen = now;
            var store = now.keyStore();
            context.reload(ignored -> context.setKeyStore(store));
            LOG.info("The certificate in {} is served from now on, until {}", settings.certificate(), now.expiresAt());
            warnOfItsEnd(now);
        } catch (AgentFailure unusable) {
            LOG.warn("The new certificate can't be used, and the old one stays: {}", unusable.getMessage());
        } catch (Exception broken) {
            LOG.error("The new certificate can't be used, and the old one stays", broken);
        }
    }

    private static void warnOfItsEnd(PemFiles files) {
        var end = files.expiresAt();
        // The wall clock is what clients judge by.
        if (end.isBefore(Instant.now().plus(SOON))) LOG.warn("The server's certificate is good until {} only", end);
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
