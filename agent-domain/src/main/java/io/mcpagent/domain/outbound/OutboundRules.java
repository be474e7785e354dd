package io.mcpagent.domain.outbound;

import io.mcpagent.domain.outbound.OutboundVerdict.Allowed;
import io.mcpagent.domain.outbound.OutboundVerdict.Refused;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides what may be called. Asks nobody: who resolves a name asks again with each of its addresses, and connects to
 * none other.
 *
 * @param ports at which any public host may be called
 * @param allowed what an administrator trusts whatever its addresses are, at that port alone
 * @param denied hosts with all their subdomains, and addresses; goes before {@code allowed}
 */
public record OutboundRules(Set<Integer> ports, Set<Endpoint> allowed, Set<String> denied) {
    private static final Map<String, Integer> SCHEMES = Map.of("http", 80, "https", 443);
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)(?:[/?#].*)?");
    /** White space, control characters and backslashes, which libraries drop or read as something else. */
    private static final Pattern MISREAD = Pattern.compile(".*[\\x00-\\x20\\x7f\\\\\\p{Z}\\p{C}].*", Pattern.DOTALL);

    public OutboundRules {
        ports = Set.copyOf(ports);
        allowed = Set.copyOf(allowed);
        denied = denied.stream().map(PlainHost::of).collect(Collectors.toUnmodifiableSet());
    }

    /** Of a URL as somebody wrote it. */
    public OutboundVerdict decide(String url) {
        if (MISREAD.matcher(url).matches())
            return new Refused("it holds white space, a control character or a backslash");
        var parts = URL.matcher(url);
        if (!parts.matches()) return new Refused("it is no http or https URL");
        try {
            return decide(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2));
        } catch (IllegalArgumentException e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
    }

    private OutboundVerdict decide(String scheme, String authority) {
        var at = authority.lastIndexOf('@');
        var place = authority.substring(at + 1);
        var colon = place.endsWith("]") ? -1 : place.lastIndexOf(':');
        var host = Endpoint.withoutBrackets(colon < 0 ? place : place.substring(0, colon));
        var port = colon < 0 ? SCHEMES.getOrDefault(scheme, 1) : Endpoint.port(place.substring(colon + 1));
        return decide(scheme, at >= 0, host, port);
    }

    /**
     * Of a URL as a library has read it, whose reading is the one that counts.
     *
     * @param signedIn whether it holds a user or a password
     * @param host IPv6 without brackets
     */
    public OutboundVerdict decide(String scheme, boolean signedIn, String host, int port) {
        if (!SCHEMES.containsKey(scheme)) return new Refused("its scheme is neither http nor https");
        if (signedIn) return new Refused("it holds a user name or a password; send these in a header");
        try {
            return decide(new Endpoint(host, port));
        } catch (IllegalArgumentException e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
    }

    private OutboundVerdict decide(Endpoint target) {
        if (isDenied(target.host())) return new Refused("%s is denied by outbound.deny".formatted(target.host()));
        if (!ports.contains(target.port()) && !allowed.contains(target))
            return new Refused("port %d is none of outbound.ports (%s)"
                    .formatted(
                            target.port(),
                            new TreeSet<>(ports).stream().map(String::valueOf).collect(Collectors.joining(", "))));
        return target.literal().map(address -> decide(target, address)).orElseGet(() -> new Allowed(target));
    }

    /** Of an address to which a name was resolved, or to which a connection is about to be made. */
    public OutboundVerdict decide(Endpoint target, InetAddress address) {
        if (isDenied(withoutScope(address))) return new Refused("its address is denied by outbound.deny");
        var kind = AddressKind.of(address);
        return kind == AddressKind.PUBLIC || allowed.contains(target)
                ? new Allowed(target)
                : new Refused("%s is %s".formatted(withoutScope(address), kind.described()));
    }

    private boolean isDenied(String host) {
        return denied.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    private static String withoutScope(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }
}
