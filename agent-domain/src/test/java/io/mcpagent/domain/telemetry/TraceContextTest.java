package io.mcpagent.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String IDS = "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331";
    private static final String PARENT = "00-" + IDS + "-01";

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00, 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03, 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00-later, 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
    })
    void aParentIsKeptAsThisVersionHasIt(String given, String kept) {
        assertThat(TraceContext.of(Optional.of(given), Optional.empty()).orElseThrow())
                .isEqualTo(new TraceContext(kept, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-later",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01later",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nX-Evil: yes",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-\r\nX-Evil: yes",
                " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
            })
    void aMalformedParentCountsAsNone(String given) {
        assertThat(TraceContext.of(Optional.of(given), Optional.of("a=1"))).isEmpty();
        assertThatThrownBy(() -> new TraceContext(given, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE", "t@v=x y", "a=1 ,\tb=2", "a=1,,b=2"})
    void aStateGoesAlongAsItIs(String state) {
        assertThat(TraceContext.of(Optional.of(PARENT), Optional.of(state)))
                .contains(new TraceContext(PARENT, Optional.of(state)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ",", "a", "a=", "=1", "A=1", "a=1=2", "a=1,a=2", "a=ü", "a=1\r\nX-Evil: yes", "a=1\nb=2"
            })
    void aMalformedStateIsLeftOut(String state) {
        assertThat(TraceContext.of(Optional.of(PARENT), Optional.of(state)))
                .contains(new TraceContext(PARENT, Optional.empty()));
    }

    @Test
    void aStateOfMoreThanIsAskedForIsLeftOut() {
        var many = IntStream.range(0, 33).mapToObj(n -> "a" + n + "=1").collect(Collectors.joining(","));
        var longest = "a=" + "x".repeat(250) + ",b=" + "x".repeat(256);
        assertThat(longest.length()).isLessThanOrEqualTo(TraceContext.LONGEST_STATE);
        assertThat(stateOf(longest)).isPresent();
        assertThat(stateOf(longest + ",c=1")).isEmpty();
        assertThat(stateOf(many)).isEmpty();
    }

    @Test
    void aStateWithoutAParentIsNothing() {
        assertThat(TraceContext.of(Optional.empty(), Optional.of("a=1"))).isEmpty();
    }

    private static Optional<String> stateOf(String state) {
        return TraceContext.of(Optional.of(PARENT), Optional.of(state))
                .orElseThrow()
                .state();
    }
}
