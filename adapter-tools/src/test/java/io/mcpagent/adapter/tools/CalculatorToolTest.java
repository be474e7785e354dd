package io.mcpagent.adapter.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.testkit.tool.ToolPortContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalculatorToolTest implements ToolPortContract {
    private final ToolPort calculator = LocalTools.open();

    @Override
    public ToolPort tools() {
        return calculator;
    }

    @Override
    public ToolInvocation goodCall() {
        return Calls.of("calculator", Json.object().with("expression", Json.of("1 + 1")));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.1 + 0.2 | 0.3",
                "1 / 4 | 0.25",
                "(1 / 3) * 3 | 1 (rounded)",
                "2 / 3 | 0.66666666666666666666666666666666666666666666666667 (rounded)",
                "2 ^ 100 | 1267650600228229401496703205376",
                "2 ^ -2 | 0.25",
                "2 ^ -2 * 3 + 1 | 1.75",
                "2 ^ -3 ^ 2 * 512 | 1",
                "-3 * -2 | 6",
                "2 ^ 0.5 | 1.4142135623731",
                "2 ^ (-2) | 0.25",
                "-2 ^ 2 | -4",
                "2 ^ 3 ^ 2 | 512",
                "-7 % 3 | -1",
                "1e3 + 1 | 1001",
                "12345678901234567890 * 98765432109876543210 | 1219326311370217952237463801111263526900",
                "SQRT(2) ^ 2 | 2 (rounded)",
                "SQRT(144) | 12",
                "4 ^ 0.5 | 2",
                "FACT(20) | 2432902008176640000",
                "ROUND(2.345, 2) | 2.35",
                "ROUND(-2.5, 0) | -3",
                "round(1234, -2) | 1200",
                "FLOOR(-1.5) + CEILING(1.2) | 0",
                "SUM(1, 2, 3) / MAX(2, 3) | 2",
                "IF(2 > 1, 10, 1 / 0) | 10",
                "SIN(30) | 0.5",
                "2 PI > 6.28 | true",
                "1 = 2 | false",
                "17.5% 3 | 2.5",
            })
    void evaluates(String expression, String value) {
        assertThat(evaluate(expression)).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1 / 0 | ivision by zero",
                "1 / 0.00 | by zero",
                "1 / (2 - 2) | by zero",
                "1 + | Missing second operand",
                "1 + x | not found (at \"x\", character 5)",
                "(1 + 2 | Closing brace not found",
                "1 + 2) | Unexpected closing brace",
                "SQRT(-1) | must not be negative",
                "(-8) ^ 0.5 | no value among the real numbers",
                "LOG(0) | must not be zero",
                "1,234 + 1 | ",
                "NOPE(1) | NOPE",
                "RANDOM() | RANDOM",
                "\"a\" | no number",
                "FACT(2.5) | whole number from 0 to 1000",
            })
    void saysWhatIsWrong(String expression, String problem) {
        assertThat(evaluate(expression))
                .startsWith("FAILED The expression can't be evaluated: ")
                .contains(problem == null ? "" : problem)
                .doesNotContain("com.ezylang", "java.", "null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9^9^9^9",
                "1e999999",
                "1e999999999 + 1",
                "1e99999999999",
                "FLOOR(1e999999999)",
                "1e-999999 * 1e-999999",
                "FACT(1000)",
                "FACT(2147483647)",
                "FACT(1e300)",
                "2^1000000000",
                "2^999999999",
                "1e1000 ^ 999999999",
                "ROUND(1, 999999999)",
                "ROUND(1, 1e30)",
                "10^1001",
                "10^-1001",
            })
    void refusesNumbersThatAreTooLargeAtOnce(String expression) {
        var text = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> evaluate(expression));

        assertThat(text).startsWith("FAILED").hasSizeLessThan(300);
    }

    @Test
    void refusesNothingAtAll() {
        assertThat(evaluate("")).startsWith("FAILED");
        assertThat(evaluate("  ")).startsWith("FAILED");
    }

    @Test
    void refusesTenThousandBrackets() {
        assertThat(evaluate("(".repeat(10_000) + "1" + ")".repeat(10_000)))
                .isEqualTo("FAILED The expression can't be evaluated: "
                        + "the expression has 20001 characters, the most is 1000.");
    }

    @Test
    void nestsAsDeepAsItsLengthAllows() {
        assertThat(evaluate("(".repeat(499) + "1" + ")".repeat(499))).isEqualTo("1");
        assertThat(evaluate("-".repeat(998) + "1")).isEqualTo("1");
        assertThat(evaluate("ABS(".repeat(199) + "1" + ")".repeat(199))).isEqualTo("1");
        assertThat(evaluate("2^".repeat(499) + "1")).startsWith("FAILED").contains("10^1000");
        assertThat(evaluate("(".repeat(1000))).startsWith("FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SQRT(", "SQRT(1/3+", "1.1^9.1^", "1/3/", "FACT(400)/3*", "1.0000001^999999999*"})
    void theWorstExpressionsAreDoneInTime(String part) {
        var expression = part.repeat((Arithmetic.MOST_CHARACTERS - 350) / part.length()) + "7";
        var open = expression.chars().filter(c -> c == '(').count()
                - expression.chars().filter(c -> c == ')').count();
        var balanced = expression + ")".repeat((int) open);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> evaluate(balanced));
    }

    @Test
    void readsTheSameEverywhere() {
        var before = Locale.getDefault();
        try {
            for (var tag : new String[] {"de-DE", "tr-TR", "ar-EG", "hi-IN-u-nu-deva"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(evaluate("min(1234.5, 2e6) * 2 + pi * 0")).isEqualTo("2469");
                assertThat(evaluate("0.5 + 0.25")).isEqualTo("0.75");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void sharesNothingBetweenCalls() {
        var answers = new ArrayList<Future<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 200; i++) {
                var number = i;
                answers.add(threads.submit(() -> evaluate(number + " * 3")));
            }
        }
        for (var i = 0; i < 200; i++) assertThat(answers.get(i).resultNow()).isEqualTo(String.valueOf(i * 3));
    }

    @Test
    void anUnknownToolIsAnOutcome() {
        assertThat(calculator.call(Calls.of("calc", Json.object())))
                .isEqualTo(new ToolOutcome.Failed("There is no tool calc. There is: calculator."));
    }

    private String evaluate(String expression) {
        return Calls.call(calculator, Json.object().with("expression", Json.of(expression)));
    }
}
