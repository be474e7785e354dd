package io.mcpagent.adapter.persistence.agent;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.Audience;
import java.util.LinkedHashMap;
import java.util.Locale;
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
        agent.audience().owner().ifPresent(owner -> fields.put("owner", owner.value()));
        if (agent.audience().access() != Audience.Access.EVERYONE)
            fields.put("access", word(agent.audience().access()));
        var block = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(block).dumpToString(fields);
    }

    static String word(Audience.Access access) {
        return access.name().toLowerCase(Locale.ROOT);
    }
}
