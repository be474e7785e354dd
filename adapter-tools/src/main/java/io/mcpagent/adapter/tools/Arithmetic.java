package io.mcpagent.adapter.tools;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.data.conversion.DefaultEvaluationValueConverter;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token.TokenType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

/**
 * Evaluates expressions by EvalEx, in decimal.
 *
 * <p>Every number, also in between, has at most 1,000 digits on either side of the point, so that no expression of a
 * bounded length can take long or much memory: there are no loops, and each operation works on 1,000 digits at most.
 */
final class Arithmetic {
    static final int MOST_CHARACTERS = 1_000;
    /** Digits of a number, and its greatest exponent; with the same bound for both, whole numbers are exact. */
    static final int MOST_DIGITS = 1_000;

    private static final MathContext PRECISION = new MathContext(MOST_DIGITS, RoundingMode.HALF_UP);
    /** Of a double all digits but the last, which is seldom right: SIN(30) is 0.5. */
    private static final MathContext FLOATING = new MathContext(15, RoundingMode.HALF_UP);

    private static final MathContext SHOWN = new MathContext(50, RoundingMode.HALF_UP);
    private static final int EXACT_DIGITS_SHOWN = 100;
    private static final int PLAIN_ZEROS = 20;

    private static final ExpressionConfiguration CONFIGURATION = ExpressionConfiguration.builder()
            .operatorDictionary(ArithmeticWords.operators())
            .functionDictionary(ArithmeticWords.functions())
            .defaultConstants(constants())
            .mathContext(PRECISION)
            // As high as a sign, so that both -2^2 and 2^-2 are what they are on paper.
            .powerOfPrecedence(OperatorIfc.OPERATOR_PRECEDENCE_UNARY)
            .arraysAllowed(false)
            .structuresAllowed(false)
            .locale(Locale.ROOT)
            .zoneId(ZoneOffset.UTC)
            .evaluationValueConverter(new Bounded())
            .build();

    private Arithmetic() {}

    /**
     * The value in digits, or {@code true} or {@code false}.
     *
     * @throws IllegalArgumentException with what is wrong in the expression, and where
     */
    static String evaluate(String expression) {
        if (expression.length() > MOST_CHARACTERS)
            throw new IllegalArgumentException(
                    "the expression has " + expression.length() + " characters, the most is " + MOST_CHARACTERS);
        try {
            return text(valueOf(expression));
        } catch (BaseException e) {
            throw new IllegalArgumentException(e.getMessage() + place(e), e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a part of it has no value among the real numbers", e);
        } catch (RuntimeException e) {
            // EvalEx trips over some wrong expressions.
            throw new IllegalArgumentException("it is not well-formed, its brackets or commas above all", e);
        }
    }

    private static EvaluationValue valueOf(String text) throws BaseException {
        var expression = new Expression(text, CONFIGURATION);
        checkLiterals(expression);
        return expression.evaluate();
    }

    /** Written numbers are not converted, so they are not checked on the way. */
    private static void checkLiterals(Expression expression) throws ParseException {
        for (var node : expression.getAllASTNodes()) {
            var token = node.getToken();
            if (token.getType() == TokenType.NUMBER_LITERAL)
                check(EvaluationValue.numberOfString(token.getValue(), PRECISION)
                        .getNumberValue());
        }
    }

    private static void check(BigDecimal number) {
        if (number.signum() != 0 && Math.abs(exponent(number)) > MOST_DIGITS)
            throw new ArithmeticException("a number in it is beyond 10^" + MOST_DIGITS + " or 10^-" + MOST_DIGITS);
    }

    /** Of the first digit. */
    private static long exponent(BigDecimal number) {
        return (long) number.precision() - number.scale() - 1;
    }

    private static String text(EvaluationValue value) {
        return switch (value.getDataType()) {
            case NUMBER -> text(value.getNumberValue());
            case BOOLEAN -> String.valueOf(value.getBooleanValue());
            case STRING, DATE_TIME, DURATION, ARRAY, STRUCTURE, EXPRESSION_NODE, BINARY, NULL, UNDEFINED ->
                throw new ArithmeticException("the expression has no number as its value");
        };
    }

    private static String text(BigDecimal number) {
        check(number);
        var exact = number.stripTrailingZeros();
        if (exact.scale() <= 0) return exact.toPlainString();
        if (exact.precision() <= EXACT_DIGITS_SHOWN) return digits(exact);
        var shown = exact.round(SHOWN).stripTrailingZeros();
        return digits(shown) + " (rounded)";
    }

    private static String digits(BigDecimal number) {
        return exponent(number) < -PLAIN_ZEROS ? number.toString() : number.toPlainString();
    }

    private static String place(BaseException e) {
        var token = e.getTokenString();
        if (token == null || token.isBlank()) return "";
        return " (at \"" + Excerpts.of(token) + "\", character " + e.getStartPosition() + ")";
    }

    private static Map<String, EvaluationValue> constants() {
        var standard = ExpressionConfiguration.StandardConstants;
        return Map.of(
                "PI", standard.get("PI"),
                "E", standard.get("E"),
                "TRUE", standard.get("TRUE"),
                "FALSE", standard.get("FALSE"));
    }

    /** Sees what every operator and function returns. */
    private static final class Bounded extends DefaultEvaluationValueConverter {
        @Override
        public EvaluationValue convertObject(Object object, ExpressionConfiguration configuration) {
            var number = object instanceof Double floating
                    ? BigDecimal.valueOf(floating).round(FLOATING)
                    : object;
            var value = super.convertObject(number, configuration);
            if (value.isNumberValue()) check(value.getNumberValue());
            return value;
        }
    }
}
