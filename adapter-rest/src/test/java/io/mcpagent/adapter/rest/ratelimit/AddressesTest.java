package io.mcpagent.adapter.rest.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
    @ParameterizedTest(name = "{0} counts as {1}")
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:1:2::1, 2001:db8:1:2:0:0:0:0/64",
        "2001:DB8:1:2:ffff::9, 2001:db8:1:2:0:0:0:0/64",
        "[2001:db8:1:2:0:0:0:1], 2001:db8:1:2:0:0:0:0/64",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:0/64",
        "[fe80:0:0:0:0:0:0:2%3], fe80:0:0:0:0:0:0:0/64",
        "999.0.2.7, 999.0.2.7",
        "nonsense, nonsense",
        ":::, :::"
    })
    void anIpv6NetworkIsOneHoweverItIsWritten(String address, String counted) {
        assertThat(Addresses.network(address)).isEqualTo(counted);
    }
}
