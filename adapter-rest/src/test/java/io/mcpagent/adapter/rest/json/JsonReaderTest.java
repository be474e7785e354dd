package io.mcpagent.adapter.rest.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.rest.failure.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("[".repeat(100), 1, "nested deeper than 64 levels"),
                Arguments.of("{\"a\":".repeat(100), 1, "nested deeper than 64 levels"),
                Arguments.of("{\n\"a\": NaN}", 2, "a number is written in digits"),
                Arguments.of("{\"a\": Infinity}", 1, "a number is written in digits"),
                Arguments.of("{\"a\": -Infinity}", 1, "a number is written in digits"),
                Arguments.of("{\"a\": " + "9".repeat(500) + "}", 1, "a number has more than 400 digits"),
                Arguments.of("{\"a\": 0." + "9".repeat(500) + "}", 1, "a number has more than 400 digits"),
                Arguments.of("{\"a\": +1}", 1, "a number has no plus sign"),
                Arguments.of("{\"a\": 01}", 1, "a number has no leading zeros"),
                Arguments.of("{\"a\": 1.}", 1, "a number is not written so"),
                Arguments.of("{\"a\": .5}", 1, "a value is expected"),
                Arguments.of("{\"a\": 1e}", 1, "a number is not written so"),
                Arguments.of("{\"a\": -}", 1, "a number is not written so"),
                Arguments.of("{\n\n\"" + "k".repeat(60_000) + "\": 1}", 3, "a key is too long"),
                Arguments.of("{\n// x\n\"a\": 1}", 2, "there are no comments in JSON"),
                Arguments.of("{\"a\": /* x */ 1}", 1, "there are no comments in JSON"),
                Arguments.of("# x\n{}", 1, "a value is expected"),
                Arguments.of("{\"a\": 1, \"a\": 2}", 1, "a key stands there twice"),
                Arguments.of("{\"a\": yes}", 1, "a text stands in double quotes"),
                Arguments.of("{\"a\": 'x'}", 1, "a value is expected"),
                Arguments.of("{a: 1}", 1, "a key in double quotes is expected"),
                Arguments.of("{\"a\": 1,}", 1, "a key in double quotes is expected"),
                Arguments.of("{\"a\" 1}", 1, "a colon is missing behind a key"),
                Arguments.of("{\"a\": 1 \"b\": 2}", 1, "a comma is missing"),
                Arguments.of("{\"a\": [1 2]}", 1, "a comma is missing"),
                Arguments.of("{\"a\": [1}", 1, "a bracket is closed that was not opened"),
                Arguments.of("{\"a\": \"\\x\"}", 1, "a text has no such escape"),
                Arguments.of("{\"a\": \"\\u12g4\"}", 1, "a text has no such escape"),
                Arguments.of("{\"a\": \"\u0001\"}", 1, "a control character in a text has to be escaped"),
                Arguments.of("{\"a\": \"x", 1, "it ends too early"),
                Arguments.of("{\"a\": ", 1, "it ends too early"),
                Arguments.of("{\"a\"\u001e: 1}", 1, "nothing but white space"),
                Arguments.of("\uFEFF{}", 1, "a value is expected"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e-999999999", "1e999999999999", "1e-99999999999999999999"})
    void aNumberThatNothingCanComputeWithIsRefused(String number) {
        var json = "{\"a\": %s}".formatted(number).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> JsonReader.read(json))
                .isInstanceOf(Refusal.class)
                .hasMessageMatching("A number is too large or too small at line 1, column \\d+\\.");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void saysInOurOwnWordsWhatIsWrongAndWhere(String json, int line, String words) {
        assertThatThrownBy(() -> JsonReader.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(words)
                .hasMessageMatching("(?s).* at line " + line + ", column \\d+: [a-zA-Z0-9 ,;]+\\.");
    }
}
