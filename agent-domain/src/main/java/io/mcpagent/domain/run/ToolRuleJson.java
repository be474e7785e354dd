package io.mcpagent.domain.run;

import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ArgumentPattern;
import io.mcpagent.domain.tool.TextPattern;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolPolicy;
import io.mcpagent.domain.tool.ToolRule;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The stored form of the rules for an agent's tools; what a rule does not say is left out. */
final class ToolRuleJson {
    private ToolRuleJson() {}

    static Json.Arr of(ToolPolicy policy) {
        return Json.array(policy.rules().stream().map(ToolRuleJson::of).toList());
    }

    private static Json.Obj of(ToolRule rule) {
        var json = Json.object().with("tools", Json.of(rule.tools()));
        if (!rule.effects().isEmpty()) json = json.with("effects", words(rule.effects()));
        if (!rule.arguments().isEmpty())
            json = json.with(
                    "arguments",
                    Json.array(rule.arguments().stream().map(ToolRuleJson::of).toList()));
        if (!rule.roles().isEmpty()) json = json.with("roles", words(rule.roles()));
        return json.with("tainted", rule.tainted().map(Json::of)).with("decision", Json.of(word(rule.decision())));
    }

    private static Json.Obj of(ArgumentPattern argument) {
        return Json.object()
                .with("field", Json.of(argument.field()))
                .with(
                        word(argument.pattern().kind()),
                        Json.of(argument.pattern().text()));
    }

    /** Agents of before there were rules have none. */
    static ToolPolicy read(JsonFields in) {
        return in.has("tool_rules")
                ? new ToolPolicy(in.objects("tool_rules").stream()
                        .map(ToolRuleJson::rule)
                        .toList())
                : ToolPolicy.DEFAULT;
    }

    private static ToolRule rule(JsonFields in) {
        return new ToolRule(
                in.string("tools"),
                strings(in, "effects").stream()
                        .map(word -> ToolEffect.valueOf(word.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()),
                in.has("arguments")
                        ? in.objects("arguments").stream()
                                .map(ToolRuleJson::argument)
                                .toList()
                        : List.of(),
                in.has("tainted") ? Optional.of(in.bool("tainted")) : Optional.empty(),
                strings(in, "roles").stream()
                        .map(word -> Role.valueOf(word.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()),
                ToolRule.Decision.valueOf(in.string("decision").toUpperCase(Locale.ROOT)));
    }

    private static ArgumentPattern argument(JsonFields in) {
        var pattern =
                in.optionalString("glob").map(TextPattern::glob).orElseGet(() -> TextPattern.regex(in.string("regex")));
        return new ArgumentPattern(in.string("field"), pattern);
    }

    private static List<String> strings(JsonFields in, String name) {
        return in.has(name) ? in.strings(name) : List.of();
    }

    private static Json.Arr words(Collection<? extends Enum<?>> constants) {
        return Json.array(constants.stream()
                .map(ToolRuleJson::word)
                .sorted()
                .map(Json::of)
                .toList());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
