package io.mcpagent.domain.json;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Numbers with as many digits as mean something. */
public final class Rounded {
    private static final double NANOS_A_MILLISECOND = 1e6;

    private Rounded() {}

    public static Json.Num score(double score) {
        return to(score, 4);
    }

    public static Json.Num millis(Duration took) {
        return millis(took.toNanos() / NANOS_A_MILLISECOND);
    }

    public static Json.Num millis(double took) {
        return to(took, 2);
    }

    public static Json.Num rate(double perSecond) {
        return to(perSecond, 1);
    }

    private static Json.Num to(double value, int digits) {
        if (!Double.isFinite(value)) return new Json.Num(BigDecimal.ZERO);
        var rounded = BigDecimal.valueOf(value)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return new Json.Num(rounded.scale() < 1 ? rounded.setScale(1) : rounded);
    }
}
