package io.mcpagent.adapter.tools;

import com.ezylang.evalex.config.FunctionDictionaryIfc;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.config.OperatorDictionaryIfc;
import com.ezylang.evalex.functions.FunctionIfc;
import com.ezylang.evalex.functions.basic.AbsFunction;
import com.ezylang.evalex.functions.basic.AverageFunction;
import com.ezylang.evalex.functions.basic.CeilingFunction;
import com.ezylang.evalex.functions.basic.FloorFunction;
import com.ezylang.evalex.functions.basic.IfFunction;
import com.ezylang.evalex.functions.basic.Log10Function;
import com.ezylang.evalex.functions.basic.LogFunction;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.functions.basic.SumFunction;
import com.ezylang.evalex.functions.trigonometric.AcosFunction;
import com.ezylang.evalex.functions.trigonometric.AcosRFunction;
import com.ezylang.evalex.functions.trigonometric.AsinFunction;
import com.ezylang.evalex.functions.trigonometric.AsinRFunction;
import com.ezylang.evalex.functions.trigonometric.AtanFunction;
import com.ezylang.evalex.functions.trigonometric.AtanRFunction;
import com.ezylang.evalex.functions.trigonometric.CosFunction;
import com.ezylang.evalex.functions.trigonometric.CosRFunction;
import com.ezylang.evalex.functions.trigonometric.SinFunction;
import com.ezylang.evalex.functions.trigonometric.SinRFunction;
import com.ezylang.evalex.functions.trigonometric.TanFunction;
import com.ezylang.evalex.functions.trigonometric.TanRFunction;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.arithmetic.InfixDivisionOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixModuloOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMultiplicationOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixPlusOperator;
import com.ezylang.evalex.operators.booleans.InfixEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterOperator;
import com.ezylang.evalex.operators.booleans.InfixLessEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixLessOperator;
import com.ezylang.evalex.operators.booleans.InfixNotEqualsOperator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an expression may use: of EvalEx what calculates, the same each time. Left out are texts, dates and chance, and
 * replaced what would run long on large numbers or answers inexactly without need.
 */
final class ArithmeticWords {
    private static final Map<String, FunctionIfc> FUNCTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("ABS", new AbsFunction()),
            Map.entry("ACOS", new AcosFunction()),
            Map.entry("ACOSR", new AcosRFunction()),
            Map.entry("ASIN", new AsinFunction()),
            Map.entry("ASINR", new AsinRFunction()),
            Map.entry("ATAN", new AtanFunction()),
            Map.entry("ATANR", new AtanRFunction()),
            Map.entry("AVERAGE", new AverageFunction()),
            Map.entry("CEILING", new CeilingFunction()),
            Map.entry("COS", new CosFunction()),
            Map.entry("COSR", new CosRFunction()),
            Map.entry("FACT", new ArithmeticFunctions.Factorial()),
            Map.entry("FLOOR", new FloorFunction()),
            Map.entry("IF", new IfFunction()),
            Map.entry("LOG", new LogFunction()),
            Map.entry("LOG10", new Log10Function()),
            Map.entry("MAX", new MaxFunction()),
            Map.entry("MIN", new MinFunction()),
            Map.entry("ROUND", new ArithmeticFunctions.Round()),
            Map.entry("SIN", new SinFunction()),
            Map.entry("SINR", new SinRFunction()),
            Map.entry("SQRT", new ArithmeticFunctions.SquareRoot()),
            Map.entry("SUM", new SumFunction()),
            Map.entry("TAN", new TanFunction()),
            Map.entry("TANR", new TanRFunction())));

    private ArithmeticWords() {}

    static String functionNames() {
        return String.join(", ", FUNCTIONS.keySet());
    }

    static FunctionDictionaryIfc functions() {
        var dictionary = new MapBasedFunctionDictionary();
        FUNCTIONS.forEach(dictionary::addFunction);
        return dictionary;
    }

    @SuppressWarnings("unchecked")
    static OperatorDictionaryIfc operators() {
        return MapBasedOperatorDictionary.ofOperators(
                Map.<String, OperatorIfc>entry("+", new PrefixPlusOperator()),
                Map.entry("-", new PrefixMinusOperator()),
                Map.entry("+", new InfixPlusOperator()),
                Map.entry("-", new InfixMinusOperator()),
                Map.entry("*", new InfixMultiplicationOperator()),
                Map.entry("/", new InfixDivisionOperator()),
                Map.entry("%", new InfixModuloOperator()),
                Map.entry("^", new ArithmeticFunctions.Power()),
                Map.entry("=", new InfixEqualsOperator()),
                Map.entry("==", new InfixEqualsOperator()),
                Map.entry("!=", new InfixNotEqualsOperator()),
                Map.entry("<", new InfixLessOperator()),
                Map.entry("<=", new InfixLessEqualsOperator()),
                Map.entry(">", new InfixGreaterOperator()),
                Map.entry(">=", new InfixGreaterEqualsOperator()));
    }
}
