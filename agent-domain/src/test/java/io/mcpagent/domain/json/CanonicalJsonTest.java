package io.mcpagent.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void sortsMembersAndLeavesOutWhatNeedNotBeThere() {
        var inner = Json.object().with("b", Json.of(true)).with("a", new Json.Null());
        var json = Json.object()
                .with("z", Json.array(List.of(Json.of(1), inner)))
                .with("", Json.object())
                .with("ä", Json.array(List.of()));

        assertThat(text(json)).isEqualTo("{\"\":{},\"z\":[1,{\"a\":null,\"b\":true}],\"ä\":[]}");
    }

    /** As the example of RFC 8785, section 3.2.3 sorts them. */
    @Test
    void sortsNamesByTheirUtf16CodeUnits() {
        var json = Json.object()
                .with("\u20ac", Json.of(1))
                .with("\r", Json.of(2))
                .with("\ufb33", Json.of(3))
                .with("1", Json.of(4))
                .with("\ud83d\ude00", Json.of(5))
                .with("\u0080", Json.of(6))
                .with("\u00f6", Json.of(7));

        assertThat(text(json).replaceAll(".*?:(\\d)[,}]", "$1")).isEqualTo("2467153");
    }

    @Test
    void numbersThatAreTheSameAreWrittenTheSame() {
        assertThat(text(number("1.50"))).isEqualTo(text(number("15E-1"))).isEqualTo("1.5");
        assertThat(text(number("0.00"))).isEqualTo(text(number("-0"))).isEqualTo("0");
        assertThat(text(number("1e999999999"))).isEqualTo("1E+999999999");
        assertThat(text(number("0.1234567890123456789"))).isEqualTo("0.1234567890123456789");
    }

    @Test
    void tellsHalvesOfPairsApart() {
        assertThat(text(Json.of("\ud83d\ude00"))).isEqualTo("\"\ud83d\ude00\"");
        assertThat(text(Json.of("\ud83d"))).isEqualTo("\"\\ud83d\"");
        assertThat(text(Json.of("\ude00"))).isNotEqualTo(text(Json.of("\ud83d")));
        assertThat(text(Json.of("\"\\\n\u0000"))).isEqualTo("\"\\\"\\\\\\u000a\\u0000\"");
    }

    private static Json number(String digits) {
        return new Json.Num(new BigDecimal(digits));
    }

    private static String text(Json json) {
        return new String(CanonicalJson.bytes(json), StandardCharsets.UTF_8);
    }
}
