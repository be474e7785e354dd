package io.mcpagent.domain.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKindTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "8.8.8.8,               PUBLIC",
        "1.0.0.0,               PUBLIC",
        "9.255.255.255,         PUBLIC",
        "11.0.0.0,              PUBLIC",
        "100.63.255.255,        PUBLIC",
        "100.128.0.0,           PUBLIC",
        "126.255.255.255,       PUBLIC",
        "128.0.0.0,             PUBLIC",
        "169.253.255.255,       PUBLIC",
        "169.255.0.0,           PUBLIC",
        "172.15.255.255,        PUBLIC",
        "172.32.0.0,            PUBLIC",
        "191.255.255.255,       PUBLIC",
        "192.0.1.0,             PUBLIC",
        "192.167.255.255,       PUBLIC",
        "192.169.0.0,           PUBLIC",
        "198.17.255.255,        PUBLIC",
        "198.20.0.0,            PUBLIC",
        "223.255.255.255,       PUBLIC",
        "0.0.0.0,               UNSPECIFIED",
        "0.255.255.255,         UNSPECIFIED",
        "10.0.0.0,              PRIVATE",
        "10.255.255.255,        PRIVATE",
        "100.64.0.0,            SHARED",
        "100.127.255.255,       SHARED",
        "100.100.100.200,       METADATA",
        "127.0.0.1,             LOOPBACK",
        "127.255.255.255,       LOOPBACK",
        "168.63.129.16,         METADATA",
        "169.254.0.1,           LINK_LOCAL",
        "169.254.169.254,       METADATA",
        "169.254.255.255,       LINK_LOCAL",
        "172.16.0.0,            PRIVATE",
        "172.31.255.255,        PRIVATE",
        "192.0.0.1,             RESERVED",
        "192.0.0.192,           METADATA",
        "192.0.2.1,             DOCUMENTATION",
        "192.88.99.1,           TRANSITION",
        "192.168.255.255,       PRIVATE",
        "198.18.0.0,            BENCHMARK",
        "198.19.255.255,        BENCHMARK",
        "198.51.100.1,          DOCUMENTATION",
        "203.0.113.255,         DOCUMENTATION",
        "224.0.0.1,             MULTICAST",
        "239.255.255.255,       MULTICAST",
        "240.0.0.1,             RESERVED",
        "255.255.255.254,       RESERVED",
        "255.255.255.255,       BROADCAST",
        "2606:4700::1111,       PUBLIC",
        "2001:4860:4860::8888,  PUBLIC",
        "2a00::1,               PUBLIC",
        "64:ff9b::808:808,      PUBLIC",
        "64:ff9b::a00:1,        PRIVATE",
        "64:ff9b::7f00:1,       LOOPBACK",
        "64:ff9b::a9fe:a9fe,    METADATA",
        "64:ff9b:1::808:808,    RESERVED",
        "::,                    UNSPECIFIED",
        "::1,                   LOOPBACK",
        "::2,                   RESERVED",
        "::7f00:1,              RESERVED",
        "::808:808,             RESERVED",
        "::ffff:0:7f00:1,       RESERVED",
        "100::1,                RESERVED",
        "1fff:ffff::1,          RESERVED",
        "2001::1,               TRANSITION",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2, TRANSITION",
        "2001:2::1,             BENCHMARK",
        "2001:20::1,            RESERVED",
        "2001:1ff:ffff::1,      RESERVED",
        "2001:200::1,           PUBLIC",
        "2001:db8::1,           DOCUMENTATION",
        "2002:808:808::1,       TRANSITION",
        "2002:7f00:1::1,        TRANSITION",
        "2606:4700::5efe:a00:1, TRANSITION",
        "2606:4700::200:5efe:a00:1, TRANSITION",
        "3fff:fff::1,           DOCUMENTATION",
        "4000::1,               RESERVED",
        "5f00::1,               RESERVED",
        "fc00::1,               PRIVATE",
        "fdff::1,               PRIVATE",
        "fd00:ec2::254,         METADATA",
        "fd20:ce::254,          METADATA",
        "fe80::1,               LINK_LOCAL",
        "febf::1,               LINK_LOCAL",
        "fec0::1,               PRIVATE",
        "ff02::1,               MULTICAST",
    })
    void knowsWhatAnAddressStandsFor(String literal, AddressKind kind) throws UnknownHostException {
        assertThat(AddressKind.of(InetAddress.getByName(literal))).isEqualTo(kind);
    }

    @Test
    void readsIpv4ThatIsMappedIntoIpv6() throws UnknownHostException {
        assertThat(AddressKind.of(mapped(127, 0, 0, 1))).isEqualTo(AddressKind.LOOPBACK);
        assertThat(AddressKind.of(mapped(10, 0, 0, 1))).isEqualTo(AddressKind.PRIVATE);
        assertThat(AddressKind.of(mapped(8, 8, 8, 8))).isEqualTo(AddressKind.PUBLIC);
    }

    /** Java makes IPv4 of such bytes unless it is told not to. */
    private static InetAddress mapped(int... v4) throws UnknownHostException {
        var bytes = new byte[16];
        bytes[10] = (byte) 0xff;
        bytes[11] = (byte) 0xff;
        for (var i = 0; i < v4.length; i++) bytes[12 + i] = (byte) v4[i];
        return Inet6Address.getByAddress("", bytes, -1);
    }
}
