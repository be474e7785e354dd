package io.mcpagent.adapter.tools;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.operators.AbstractOperator;
import com.ezylang.evalex.operators.InfixOperator;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Where EvalEx's own would loop as long as an argument says, or be less exact than decimals can be. */
final class ArithmeticFunctions {
    private static final int GREATEST_POWER = 999_999_999;

    private ArithmeticFunctions() {}

    /** Exact for whole exponents as far as the digits go, by floating point for others. */
    @InfixOperator(precedence = OperatorIfc.OPERATOR_PRECEDENCE_POWER, leftAssociative = false)
    static final class Power extends AbstractOperator {
        @Override
        public EvaluationValue evaluate(Expression expression, Token operator, EvaluationValue... operands)
                throws EvaluationException {
            if (!operands[0].isNumberValue() || !operands[1].isNumberValue())
                throw EvaluationException.ofUnsupportedDataTypeInOperation(operator);
            var power = operands[1].getNumberValue();
            return expression.convertValue(
                    isWhole(power)
                            ? operands[0]
                                    .getNumberValue()
                                    .pow(
                                            whole(power, -GREATEST_POWER, GREATEST_POWER, "an exponent"),
                                            expression.getConfiguration().getMathContext())
                            : Math.pow(operands[0].getNumberValue().doubleValue(), power.doubleValue()));
        }

        @Override
        public int getPrecedence(ExpressionConfiguration configuration) {
            return configuration.getPowerOfPrecedence();
        }
    }

    @FunctionParameter(name = "value", nonNegative = true)
    static final class SquareRoot extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token function, EvaluationValue... values) {
            return expression.convertValue(values[0]
                    .getNumberValue()
                    .sqrt(expression.getConfiguration().getMathContext()));
        }
    }

    @FunctionParameter(name = "value")
    static final class Factorial extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token function, EvaluationValue... values) {
            var most = whole(values[0].getNumberValue(), 0, Arithmetic.MOST_DIGITS, "what FACT takes");
            var product = BigDecimal.ONE;
            for (var factor = 2; factor <= most; factor++) product = product.multiply(BigDecimal.valueOf(factor));
            return expression.convertValue(product);
        }
    }

    /** Halves go away from zero. */
    @FunctionParameter(name = "value")
    @FunctionParameter(name = "decimals")
    static final class Round extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token function, EvaluationValue... values) {
            var decimals = whole(
                    values[1].getNumberValue(),
                    -Arithmetic.MOST_DIGITS,
                    Arithmetic.MOST_DIGITS,
                    "the decimals of ROUND");
            return expression.convertValue(values[0].getNumberValue().setScale(decimals, RoundingMode.HALF_UP));
        }
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static int whole(BigDecimal number, int least, int most, String what) {
        if (!isWhole(number)
                || number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0)
            throw new ArithmeticException(what + " must be a whole number from " + least + " to " + most);
        return number.intValueExact();
    }
}
