package io.mcpagent.bootstrap.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Dns;

/** A resolver in the hands of an attacker. The addresses of 3ffe::/16 are public and nobody's. */
final class NamesThatLie implements Dns {
    static final String PUBLIC = "3ffe::1";

    private final Map<String, List<List<InetAddress>>> answers = new HashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    NamesThatLie() {
        answer("localhost", List.of("127.0.0.1"));
        answer("a.localhost", List.of("127.0.0.1"));
        answer("loop4.test", List.of("127.0.0.1"));
        answer("loop6.test", List.of("::1"));
        answer("zero.test", List.of("0.0.0.0"));
        answer("nat64.test", List.of("64:ff9b::7f00:1"));
        answer("sixtofour.test", List.of("2002:7f00:1::"));
        answer("teredo.test", List.of("2001:0:4136:e378:8000:63bf:80ff:fffe"));
        answer("metadata.google.internal", List.of("169.254.169.254"));
        answer("metadata.test", List.of("169.254.169.254"));
        answer("rebinding.test", List.of("127.0.0.1"), List.of(PUBLIC));
        answer("mixed.test", List.of(PUBLIC, "127.0.0.1"));
        answer("families.test", List.of("3ffe::2", "10.0.0.1", PUBLIC));
        answer(
                "crowd.test",
                Stream.concat(publicAddresses(1_000), Stream.of("127.0.0.1")).toList());
        answer("empty.test", List.of());
        answer("public.test", List.of(PUBLIC));
        answer("nine.test", List.of("9.9.9.9"));
        answers.put("mapped.test", List.of(List.of(mapped(127, 0, 0, 1))));
        answers.put("renamed.test", List.of(List.of(address("allowed.test", "127.0.0.1"))));
    }

    private static Stream<String> publicAddresses(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> "3ffe::" + Integer.toHexString(number));
    }

    NamesThatLie answer(String name, List<String> always) {
        return answer(name, always, always);
    }

    NamesThatLie answer(String name, List<String> first, List<String> later) {
        answers.put(name, List.of(addresses(first), addresses(later)));
        return this;
    }

    private static List<InetAddress> addresses(List<String> literals) {
        return literals.stream().map(NamesThatLie::address).toList();
    }

    @Override
    public List<InetAddress> lookup(String name) throws UnknownHostException {
        asked.add(name);
        var lists = answers.get(name);
        if (lists == null) throw new UnknownHostException(name);
        return lists.get(Math.min(timesAsked(name), lists.size()) - 1);
    }

    int timesAsked(String name) {
        return Collections.frequency(List.copyOf(asked), name);
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static InetAddress address(String name, String literal) {
        try {
            return InetAddress.getByAddress(name, address(literal).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** As IPv6, which Java makes of such bytes only when told to. */
    private static InetAddress mapped(int... v4) {
        var bytes = new byte[16];
        bytes[10] = bytes[11] = (byte) 0xff;
        for (var i = 0; i < v4.length; i++) bytes[12 + i] = (byte) v4[i];
        try {
            return Inet6Address.getByAddress("mapped.test", bytes, -1);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
