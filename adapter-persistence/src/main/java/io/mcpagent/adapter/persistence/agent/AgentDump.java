package io.mcpagent.adapter.persistence.agent;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.Audience;
import io.mcpagent.domain.tool.ToolRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** An agent as its file, as {@link AgentYaml} reads it. */
final class AgentDump {
    private AgentDump() {}

    static String yaml(Agent agent) {
        var fields = new LinkedHashMap<String, Object>();
        if (!agent.description().isBlank()) fields.put("description", agent.description());
        fields.put("instructions", agent.instructions());
        agent.model().ifPresent(model -> fields.put("model", model));
        if (!agent.tools().isEmpty()) fields.put("tools", agent.tools());
        if (!agent.collections().isEmpty())
            fields.put("collections", agent.collections().stream().sorted().toList());
        if (!agent.keywords().isEmpty()) fields.put("keywords", agent.keywords());
        fields.put("max-steps", agent.limits().steps());
        fields.put("max-seconds", agent.limits().time().toSeconds());
        if (!agent.policy().rules().isEmpty())
            fields.put(
                    "tool-rules",
                    agent.policy().rules().stream().map(AgentDump::rule).toList());
        agent.audience().owner().ifPresent(owner -> fields.put("owner", owner.value()));
        if (agent.audience().access() != Audience.Access.EVERYONE)
            fields.put("access", word(agent.audience().access()));
        var block = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(block).dumpToString(fields);
    }

    private static Map<String, Object> rule(ToolRule rule) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("tools", rule.tools());
        if (!rule.effects().isEmpty()) fields.put("effects", words(rule.effects()));
        if (!rule.arguments().isEmpty())
            fields.put(
                    "arguments",
                    rule.arguments().stream()
                            .map(argument -> Map.of(
                                    "field",
                                    argument.field(),
                                    word(argument.pattern().kind()),
                                    argument.pattern().text()))
                            .toList());
        rule.tainted().ifPresent(tainted -> fields.put("tainted", tainted));
        if (!rule.roles().isEmpty()) fields.put("roles", words(rule.roles()));
        fields.put("decision", word(rule.decision()));
        return fields;
    }

    private static List<String> words(Set<? extends Enum<?>> constants) {
        return constants.stream().map(AgentDump::word).sorted().toList();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
