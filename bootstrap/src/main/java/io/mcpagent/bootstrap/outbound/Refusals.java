package io.mcpagent.bootstrap.outbound;

import io.mcpagent.domain.failure.InvalidRequest;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that something may not be called: the log why, the caller what to do. A caller hears what is wrong with what it
 * wrote, and never what a name stands for, or the guard would map the network that it protects.
 */
final class Refusals {
    static final String CODE = "outbound_refused";
    private static final Logger LOG = LoggerFactory.getLogger(OutboundClient.class);

    private Refusals() {}

    static InvalidRequest ofUrl(HttpUrl url, String reason) {
        LOG.info("Refused to call {}: {}", place(url), reason);
        return new InvalidRequest(
                CODE,
                "%s can't be called: %s. Take another address; an administrator may change outbound.* in the settings, such as by outbound.allow: %s:%d."
                        .formatted(place(url), reason, url.host(), url.port()));
    }

    static InvalidRequest ofAddress(HttpUrl url, RefusedAddress refused) {
        LOG.info("Refused to call {}: {}", place(url), refused.getMessage());
        return new InvalidRequest(
                CODE,
                "%s can't be called: its name is not known, or does not stand for public addresses alone. Check the name; an administrator may put %s:%d into outbound.allow."
                        .formatted(place(url), url.host(), url.port()),
                refused);
    }

    /** Without what may be secret: path and query stay untold. */
    static String place(HttpUrl url) {
        var host = url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
        return "%s://%s:%d".formatted(url.scheme(), host, url.port());
    }
}
