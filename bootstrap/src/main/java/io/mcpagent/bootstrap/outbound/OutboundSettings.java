package io.mcpagent.bootstrap.outbound;

import io.mcpagent.domain.outbound.Endpoint;
import io.mcpagent.domain.outbound.OutboundRules;
import java.time.Duration;
import java.util.HashSet;
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

    /** The same with one more place that may be called whatever its addresses are. */
    public OutboundSettings allowing(Endpoint place) {
        var allowed = new HashSet<>(rules.allowed());
        allowed.add(place);
        return new OutboundSettings(
                new OutboundRules(rules.ports(), allowed, rules.denied()),
                connect,
                silence,
                whole,
                maxBytes,
                maxRedirects);
    }
}
