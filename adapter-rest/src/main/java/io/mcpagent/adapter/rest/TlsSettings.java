package io.mcpagent.adapter.rest;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the server's certificate lies.
 *
 * @param certificate a PEM file: the server's own first, then those that lead to the authority
 * @param privateKey a PEM file with the key of the first, not encrypted
 * @param checkEvery how often both are looked at, as other programs renew them
 */
public record TlsSettings(Path certificate, Path privateKey, Duration checkEvery) {
    private static final Duration CHECK_EVERY = Duration.ofSeconds(10);

    public TlsSettings {
        if (!checkEvery.isPositive()) throw new IllegalArgumentException("looking takes some time");
    }

    public TlsSettings(Path certificate, Path privateKey) {
        this(certificate, privateKey, CHECK_EVERY);
    }
}
