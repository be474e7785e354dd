package io.mcpagent.adapter.rest.ratelimit;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a request comes from. What a proxy says of its client counts where the settings name the proxy; anybody else could
 * say anything.
 */
public final class Addresses {
    private static final String ADDRESS = "address";
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int NETWORK_BYTES = 8;

    private final Set<String> proxies;

    public Addresses(Set<String> proxies) {
        this.proxies = Set.copyOf(proxies);
    }

    /** Called before any route. */
    public void find(Context context) {
        context.attribute(ADDRESS, address(context));
    }

    /** As it was found before the route. */
    public static String of(Context context) {
        var found = context.<String>attribute(ADDRESS);
        return found == null ? context.ip() : found;
    }

    /** Of a client, or of its network where it may have as many addresses as it likes. */
    static String network(String address) {
        try {
            if (LITERAL.matcher(address).matches() && InetAddress.getByName(address) instanceof Inet6Address six)
                return InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(six.getAddress(), NETWORK_BYTES), 16))
                                .getHostAddress()
                        + "/64";
        } catch (UnknownHostException noAddress) {
            return address;
        }
        return address;
    }

    /** The last of those that the proxies, each of what it was called by, did not call one of themselves. */
    private String address(Context context) {
        var address = context.ip();
        var forwarded = Collections.list(context.req().getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .map(String::strip)
                .toList()
                .reversed();
        for (var before : forwarded) {
            if (!proxies.contains(address) || !LITERAL.matcher(before).matches()) return address;
            address = before;
        }
        return address;
    }
}
