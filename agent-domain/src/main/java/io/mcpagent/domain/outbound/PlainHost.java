package io.mcpagent.domain.outbound;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Hosts in the one form that is not open to interpretation: ASCII names in lower case, IPv4 as four decimal numbers,
 * IPv6 in hexadecimal without brackets. What resolvers and libraries read in different ways has no such form.
 */
public final class PlainHost {
    private static final int MOST_CHARACTERS = 253;
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-f:]{2,39}");
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?");
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

    private PlainHost() {}

    /**
     * Names beyond ASCII become punycode.
     *
     * @throws IllegalArgumentException with a message that completes "it can't be called: …"
     */
    public static String of(String host) {
        if (host.isEmpty()) throw new IllegalArgumentException("it names no host");
        if (host.indexOf(':') >= 0) return v6(host.toLowerCase(Locale.ROOT));
        if (host.indexOf('%') >= 0) throw new IllegalArgumentException("its host is percent-encoded");
        var name = ascii(host);
        if (ENDS_IN_A_NUMBER.matcher(name).matches()
                && !(name.equals(host) && V4.matcher(name).matches()))
            throw new IllegalArgumentException(
                    "its host is an address in an unusual notation; write it as four decimal numbers");
        if (name.endsWith(".")) throw new IllegalArgumentException("its host ends with a dot");
        if (name.length() > MOST_CHARACTERS || !NAME.matcher(name).matches())
            throw new IllegalArgumentException("its host is no name that a host can have");
        return name;
    }

    /** Of a plain host that is an address and no name. */
    static Optional<InetAddress> literal(String plain) {
        return plain.indexOf(':') >= 0 || V4.matcher(plain).matches() ? Optional.of(parsed(plain)) : Optional.empty();
    }

    private static String ascii(String host) {
        if (ASCII.matcher(host).matches()) return host.toLowerCase(Locale.ROOT);
        try {
            return IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its host has characters that no name has", e);
        }
    }

    private static String v6(String host) {
        if (!V6.matcher(host).matches())
            throw new IllegalArgumentException("its host is an IPv6 address in an unusual notation");
        return plain(parsed(host));
    }

    /** Without a scope; IPv4 that was written inside IPv6 comes out as what it is, and is refused. */
    private static String plain(InetAddress address) {
        if (address instanceof Inet6Address) return address.getHostAddress();
        throw new IllegalArgumentException("its host is an IPv4 address in the notation of IPv6");
    }

    /** Of what is no name, so that no resolver is asked. */
    private static InetAddress parsed(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("its host is no address", e);
        }
    }
}
