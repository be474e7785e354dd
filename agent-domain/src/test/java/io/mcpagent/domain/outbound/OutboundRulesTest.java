package io.mcpagent.domain.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.outbound.OutboundVerdict.Allowed;
import io.mcpagent.domain.outbound.OutboundVerdict.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused has its own table, {@code attacks.csv} of the module bootstrap, where it is attacked for real. */
class OutboundRulesTest {
    private static final OutboundRules RULES = new OutboundRules(
            Set.of(80, 443),
            Set.of(
                    Endpoint.parse("wiki.internal:8080"),
                    Endpoint.parse("10.0.0.7:443"),
                    Endpoint.parse("[fd00::7]:443"),
                    Endpoint.parse("trusted.denied.example:80")),
            Set.of("denied.example", "9.9.9.9", "2606:4700::1"));

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "http://example.com,                     example.com:80",
        "HTTPS://EXAMPLE.COM/,                   example.com:443",
        "https://example.com:443/a?b=c#d,        example.com:443",
        "http://example.com?x=http://127.0.0.1/, example.com:80",
        "http://example.com/@user:8080/,         example.com:80",
        "http://under_score.example-1.com/%20,   under_score.example-1.com:80",
        "https://bücher.example/,                xn--bcher-kva.example:443",
        "https://xn--bcher-kva.example/,         xn--bcher-kva.example:443",
        "http://8.8.8.8/,                        8.8.8.8:80",
        "http://1.example/,                      1.example:80",
        "http://[2606:4700::1111]/,              [2606:4700:0:0:0:0:0:1111]:80",
        "http://[64:ff9b::808:808]/,             [64:ff9b:0:0:0:0:808:808]:80",
        "http://notdenied.example/,              notdenied.example:80",
        "http://wiki.internal:8080/,             wiki.internal:8080",
        "https://10.0.0.7/,                      10.0.0.7:443",
        "https://[fd00:0::7]/,                   [fd00:0:0:0:0:0:0:7]:443",
    })
    void letsThrough(String url, String target) {
        assertThat(RULES.decide(url))
                .isInstanceOfSatisfying(
                        Allowed.class, allowed -> assertThat(allowed.target()).hasToString(target));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "http://10.0.0.7/,                 a private address",
        "http://wiki.internal:8081/,       port 8081",
        "http://user@wiki.internal:8080/,  a user name",
        "ftp://wiki.internal:8080/,        neither http nor https",
        "http://trusted.denied.example/,   denied by outbound.deny",
        "http://denied.example/,           denied by outbound.deny",
        "http://9.9.9.9/,                  denied by outbound.deny",
        "http://[2606:4700:0::1]/,         denied by outbound.deny",
        "'',                               no http or https URL",
        "http://,                          names no host",
    })
    void refuses(String url, String reason) {
        assertThat(RULES.decide(url))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains(reason));
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "example.com:80,            8.8.8.8,      true",
        "example.com:80,            10.0.0.1,     false",
        "example.com:80,            9.9.9.9,      false",
        "example.com:80,            2606:4700::1, false",
        "wiki.internal:8080,        10.0.0.1,     true",
        "wiki.internal:8080,        127.0.0.1,    true",
        "wiki.internal:80,          10.0.0.1,     false",
        "wiki.internal:8080,        9.9.9.9,      false",
        "a.wiki.internal:8080,      10.0.0.1,     false",
    })
    void judgesEachAddressOfAName(String target, String address, boolean allowed) throws UnknownHostException {
        assertThat(RULES.decide(Endpoint.parse(target), InetAddress.getByName(address)) instanceof Allowed)
                .isEqualTo(allowed);
    }

    @Test
    void takesTheReadingOfTheLibraryThatConnects() {
        assertThat(RULES.decide("http", false, "2130706433", 80)).isInstanceOf(Refused.class);
        assertThat(RULES.decide("http", false, "::7f00:1", 80)).isInstanceOf(Refused.class);
        assertThat(RULES.decide("http", false, "example.com", 80)).isInstanceOf(Allowed.class);
        assertThat(RULES.decide("http", true, "example.com", 80)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wiki",
                ":80",
                "wiki:",
                "wiki:0",
                "wiki:65536",
                "wiki:080",
                "::1:80",
                "[::1]",
                "a b:80",
                "http://wiki:80",
                "wiki.:80",
                "0x7f.1:80",
                "*.wiki:80"
            })
    void anAllowedPairIsWrittenPlainly(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
