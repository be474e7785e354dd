package io.mcpagent.adapter.persistence.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.json.Json;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonTextTest {
    private static final int DEPTH = 3;

    // Edge cases of nested arbitraries are too many to combine.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void readsWhatItWrote(@ForAll("values") Json json) {
        assertThat(JsonText.read(JsonText.of(json))).isEqualTo(json);
    }

    @Example
    void keepsEveryDigitOfANumber() {
        var text = "[12345678901234567890123.450,1E+400,-0.1e-7]";
        var numbers = Json.array(List.of(
                new Json.Num(new BigDecimal("12345678901234567890123.450")),
                new Json.Num(new BigDecimal("1E+400")),
                new Json.Num(new BigDecimal("-0.1e-7"))));
        assertThat(JsonText.read(text)).isEqualTo(numbers);
        assertThat(JsonText.read(JsonText.of(numbers))).isEqualTo(numbers);
    }

    @Example
    void refusesWhatIsNotOneValue() {
        for (var text : new String[] {"", "{", "[1,", "{} {}", "nul", "]"}) {
            assertThatThrownBy(() -> JsonText.read(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Provide
    Arbitrary<Json> values() {
        return values(DEPTH);
    }

    private static Arbitrary<Json> values(int depth) {
        Arbitrary<Json> leaves = Arbitraries.oneOf(
                Arbitraries.strings().filter(JsonTextTest::isWellFormed).map(Json.Str::new),
                Arbitraries.bigDecimals().ofScale(12).map(Json.Num::new),
                Arbitraries.longs().map(Json::of),
                Arbitraries.of(new Json.Bool(true), new Json.Bool(false), new Json.Null()));
        if (depth == 0) return leaves;
        var below = values(depth - 1);
        Arbitrary<Json> arrays = below.list().ofMaxSize(4).map(Json::array);
        Arbitrary<Json> objects = Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(5), below)
                .ofMaxSize(4)
                .map(Json.Obj::new);
        return Arbitraries.oneOf(leaves, arrays, objects);
    }

    /** Half a pair of surrogates is no text, and UTF-8 can't say it. */
    private static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
