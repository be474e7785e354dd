package io.mcpagent.adapter.tools;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import java.util.List;

/** Calculates, so that a model need not. */
final class CalculatorTool implements ToolPort {
    static final String NAME = "calculator";

    private static final ToolDefinition DEFINITION = ToolDefinition.own(
            NAME,
            "Evaluates an arithmetic expression in decimal, exactly where that is possible. Operators: + - * / % ^ and "
                    + "= != < <= > >=. Constants: PI, E. Functions: " + ArithmeticWords.functionNames()
                    + ". LOG is natural; angles are degrees, in functions that end in R radians. "
                    + "A decimal point, no thousands separators: 1234.5",
            schema(),
            ToolEffect.READS,
            true);

    @Override
    public List<ToolDefinition> tools() {
        return List.of(DEFINITION);
    }

    @Override
    public ToolOutcome call(ToolInvocation invocation) {
        if (!invocation.tool().equals(NAME)) return Refusals.unknown(invocation.tool(), List.of(NAME));
        if (!(invocation.arguments() instanceof Json.Obj arguments)
                || !(arguments.members().get("expression") instanceof Json.Str(var expression)))
            return new ToolOutcome.Failed("calculator needs the arguments {\"expression\": \"…\"}, a string.");
        try {
            return new ToolOutcome.Succeeded(Arithmetic.evaluate(expression));
        } catch (IllegalArgumentException e) {
            return new ToolOutcome.Failed("The expression can't be evaluated: " + e.getMessage() + ".");
        }
    }

    private static Json.Obj schema() {
        var expression = Json.object()
                .with("type", Json.of("string"))
                .with("description", Json.of("Such as 3 * (17.5 + 2) ^ 2"))
                .with("maxLength", Json.of(Arithmetic.MOST_CHARACTERS));
        return Json.object()
                .with("type", Json.of("object"))
                .with("properties", Json.object().with("expression", expression))
                .with("required", Json.array(List.of(Json.of("expression"))))
                .with("additionalProperties", Json.of(false));
    }
}
