package io.mcpagent.bootstrap.outbound;

import io.mcpagent.domain.outbound.Endpoint;
import io.mcpagent.domain.outbound.OutboundRules;
import io.mcpagent.domain.outbound.OutboundVerdict.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Dns;

/**
 * Resolves the name of one target. A name with one address that is refused is refused as a whole: it is a mistake or an
 * attack. A record, as the pool hands a connection only to calls whose {@code Dns} is equal.
 */
record CheckedDns(OutboundRules rules, Endpoint target, Resolver resolver) implements Dns {
    /** Beyond that a name would make us knock at doors. */
    private static final int MOST_ADDRESSES = 8;

    @Override
    public List<InetAddress> lookup(String name) throws UnknownHostException {
        if (!name.equals(target.host())) throw new RefusedAddress(name + " was not checked");
        var checked = new ArrayList<InetAddress>();
        for (var address : resolver.lookup(name)) {
            if (rules.decide(target, address) instanceof Refused refused)
                throw new RefusedAddress("%s: %s".formatted(name, refused.reason()));
            // The name that was asked for, by which the socket is checked; a resolver may have put in another.
            checked.add(InetAddress.getByAddress(name, address.getAddress()));
        }
        if (checked.isEmpty()) throw new RefusedAddress(name + " has no address");
        return checked.subList(0, Math.min(MOST_ADDRESSES, checked.size()));
    }
}
