package io.mcpagent.bootstrap.outbound;

import io.mcpagent.domain.outbound.OutboundRules;
import java.time.Duration;
import java.util.Set;

/**
 * What may be called, and within which limits.
 *
 * @param connect how long resolving a name may take, and connecting to one address
 * @param silence how long the other side may say nothing
 * @param whole how long a call may take, redirects and the reading of the body included
 * @param maxBytes of an answer's body, decompressed
 */
public record OutboundSettings(
        OutboundRules rules, Duration connect, Duration silence, Duration whole, long maxBytes, int maxRedirects) {
    public static final OutboundSettings DEFAULT = new OutboundSettings(
            new OutboundRules(Set.of(80, 443), Set.of(), Set.of()),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            10 << 20,
            5);
}
