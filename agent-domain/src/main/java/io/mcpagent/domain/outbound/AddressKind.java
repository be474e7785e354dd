package io.mcpagent.domain.outbound;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * What an address stands for, by IANA's registries of special-purpose addresses (RFC 6890) and the addresses at which
 * clouds hand out credentials.
 */
public enum AddressKind {
    PUBLIC("a public address"),
    UNSPECIFIED("an address of no host"),
    LOOPBACK("an address of this machine"),
    PRIVATE("a private address"),
    SHARED("an address behind a provider's NAT"),
    LINK_LOCAL("a link-local address"),
    METADATA("an address at which a cloud describes its machines"),
    MULTICAST("a multicast address"),
    BROADCAST("the broadcast address"),
    DOCUMENTATION("an address for documentation"),
    BENCHMARK("an address for benchmarks"),
    TRANSITION("an address that tunnels to another"),
    RESERVED("a reserved address");

    private static final int V4_BITS = 32;
    private static final int V4_BYTES = 4;
    private static final int V6_BITS = 128;

    /** The first that fits counts. */
    private static final List<Block> BLOCKS = List.of(
            new Block("169.254.169.254", 32, METADATA),
            new Block("169.254.170.2", 32, METADATA),
            new Block("100.100.100.200", 32, METADATA),
            new Block("168.63.129.16", 32, METADATA),
            new Block("192.0.0.192", 32, METADATA),
            new Block("0.0.0.0", 8, UNSPECIFIED),
            new Block("10.0.0.0", 8, PRIVATE),
            new Block("100.64.0.0", 10, SHARED),
            new Block("127.0.0.0", 8, LOOPBACK),
            new Block("169.254.0.0", 16, LINK_LOCAL),
            new Block("172.16.0.0", 12, PRIVATE),
            new Block("192.0.0.0", 24, RESERVED),
            new Block("192.0.2.0", 24, DOCUMENTATION),
            new Block("192.88.99.0", 24, TRANSITION),
            new Block("192.168.0.0", 16, PRIVATE),
            new Block("198.18.0.0", 15, BENCHMARK),
            new Block("198.51.100.0", 24, DOCUMENTATION),
            new Block("203.0.113.0", 24, DOCUMENTATION),
            new Block("224.0.0.0", 4, MULTICAST),
            new Block("255.255.255.255", 32, BROADCAST),
            new Block("240.0.0.0", 4, RESERVED),
            new Block("0.0.0.0", 0, PUBLIC),
            new Block("fd00:ec2::254", 128, METADATA),
            new Block("fd20:ce::254", 128, METADATA),
            new Block("::", 128, UNSPECIFIED),
            new Block("::1", 128, LOOPBACK),
            new Block("fc00::", 7, PRIVATE),
            new Block("fec0::", 10, PRIVATE),
            new Block("fe80::", 10, LINK_LOCAL),
            new Block("ff00::", 8, MULTICAST),
            new Block("2001:2::", 48, BENCHMARK),
            new Block("2001:db8::", 32, DOCUMENTATION),
            new Block("3fff::", 20, DOCUMENTATION),
            new Block("2001::", 32, TRANSITION),
            new Block("2001::", 23, RESERVED),
            new Block("2002::", 16, TRANSITION),
            new Block("2000::", 3, PUBLIC),
            new Block("::", 0, RESERVED));

    private static final BigInteger MAPPED = BigInteger.valueOf(0xffff);
    /** Of RFC 6052, where IPv4 is reached through IPv6: {@code 64:ff9b::/96}. */
    private static final BigInteger NAT64 = bits("64:ff9b::").shiftRight(V4_BITS);
    /** ISATAP of RFC 5214: the interface's part of an address is 0:5efe or 200:5efe, then IPv4. */
    private static final BigInteger ISATAP = BigInteger.valueOf(0x5efe);

    private static final BigInteger ISATAP_BITS = BigInteger.valueOf(0xfdffffffL);

    private final String described;

    AddressKind(String described) {
        this.described = described;
    }

    /** As in "10.0.0.1 is …". */
    public String described() {
        return described;
    }

    /** IPv4 inside IPv6 (mapped, NAT64) is what the inner address is; tunnels are refused wherever they lead. */
    public static AddressKind of(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length == V4_BYTES) return byBlock(new BigInteger(1, bytes), V4_BITS);
        var value = new BigInteger(1, bytes);
        var upper = value.shiftRight(V4_BITS);
        if (upper.equals(MAPPED) || upper.equals(NAT64))
            return byBlock(
                    new BigInteger(1, Arrays.copyOfRange(bytes, bytes.length - V4_BYTES, bytes.length)), V4_BITS);
        var kind = byBlock(value, V6_BITS);
        return kind == PUBLIC && upper.and(ISATAP_BITS).equals(ISATAP) ? TRANSITION : kind;
    }

    private static AddressKind byBlock(BigInteger value, int bits) {
        return BLOCKS.stream()
                .filter(block -> block.total() == bits && block.holds(value))
                .findFirst()
                .orElseThrow()
                .kind();
    }

    private static BigInteger bits(String literal) {
        try {
            return new BigInteger(1, InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal + " is no address", e);
        }
    }

    private record Block(BigInteger first, int total, int prefix, AddressKind kind) {
        Block(String first, int prefix, AddressKind kind) {
            this(bits(first), first.indexOf(':') < 0 ? V4_BITS : V6_BITS, prefix, kind);
        }

        boolean holds(BigInteger value) {
            return value.xor(first).shiftRight(total - prefix).signum() == 0;
        }
    }
}
