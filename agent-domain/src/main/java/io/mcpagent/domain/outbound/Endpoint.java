package io.mcpagent.domain.outbound;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where a connection goes.
 *
 * @param host in its plain form ({@link PlainHost}); IPv6 without brackets
 */
public record Endpoint(String host, int port) {
    private static final int MOST = 65_535;

    public Endpoint {
        host = PlainHost.of(host);
        if (port < 1 || port > MOST) throw new IllegalArgumentException("its port is none from 1 to " + MOST);
    }

    /**
     * Of {@code HOST:PORT}, IPv6 in brackets.
     *
     * @throws IllegalArgumentException with a message that says what is wrong with it
     */
    public static Endpoint parse(String text) {
        var colon = text.lastIndexOf(':');
        if (colon < 0) throw new IllegalArgumentException("it has no port");
        return new Endpoint(withoutBrackets(text.substring(0, colon)), port(text.substring(colon + 1)));
    }

    static String withoutBrackets(String host) {
        if (host.startsWith("[") && host.endsWith("]") && host.indexOf(':') > 0)
            return host.substring(1, host.length() - 1);
        if (host.indexOf(':') >= 0) throw new IllegalArgumentException("its IPv6 address is not in brackets");
        return host;
    }

    static int port(String digits) {
        if (digits.matches("[1-9][0-9]{0,4}")) return Integer.parseInt(digits);
        throw new IllegalArgumentException("its port is none from 1 to " + MOST);
    }

    /** The host, where it is an address and no name. */
    Optional<InetAddress> literal() {
        return PlainHost.literal(host);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
