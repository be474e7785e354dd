package io.mcpagent.adapter.rest.ratelimit;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a request comes from. What a proxy says of its client counts where the settings name the proxy; anybody else could
 * say anything.
 */
public final class Addresses {
    private static final String ADDRESS = "address";
    /** What is asked for as a name by nobody. */
    private static final Pattern LITERAL = Pattern.compile("(%1$s\\.){3}%1$s|(?=.{2,45}$)[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*"
            .formatted("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)"));
    /** The server's brackets, and the interface by which a neighbour came. */
    private static final Pattern AROUND = Pattern.compile("[\\[\\]]|%.*");

    private static final int NETWORK_BYTES = 8;

    private final Set<String> proxies;

    public Addresses(Set<String> proxies) {
        this.proxies = proxies.stream().map(Addresses::plain).collect(Collectors.toUnmodifiableSet());
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

    /** The same, or its network where a client may have as many addresses as it likes: what counts as one. */
    public static String network(Context context) {
        return network(of(context));
    }

    static String network(String address) {
        return parsed(address)
                .map(found -> found instanceof Inet6Address six ? network(six) : found.getHostAddress())
                .orElse(address);
    }

    private static String network(Inet6Address address) {
        var first = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), 16);
        try {
            return InetAddress.getByAddress(first).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** However it is written. */
    private static String plain(String address) {
        return parsed(address).map(InetAddress::getHostAddress).orElse(address);
    }

    private static Optional<InetAddress> parsed(String address) {
        var literal = AROUND.matcher(address).replaceAll("");
        if (!LITERAL.matcher(literal).matches()) return Optional.empty();
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    /** The last of those that the proxies, each of what it was called by, did not call one of themselves. */
    private String address(Context context) {
        var address = plain(context.ip());
        var forwarded = Collections.list(context.req().getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .map(String::strip)
                .toList()
                .reversed();
        for (var before : forwarded) {
            var client = parsed(before);
            if (!proxies.contains(address) || client.isEmpty()) return address;
            address = client.get().getHostAddress();
        }
        return address;
    }
}
