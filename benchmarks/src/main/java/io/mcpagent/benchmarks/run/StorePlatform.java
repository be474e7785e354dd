package io.mcpagent.benchmarks.run;

import io.mcpagent.adapter.tools.LocalTools;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.bootstrap.AgentPlatform;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.tool.ToolEffect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The platform as it ships over a data directory, with one agent that has one tool, and no documents. */
final class StorePlatform {
    private static final AgentName CLERK = new AgentName("clerk");

    private StorePlatform() {}

    private record Part(String part) {}

    static AgentPlatform open(Path data, String port, ToolEffect effect, UnaryOperator<String> work)
            throws IOException {
        var agents = Files.createDirectories(data.resolve("agents"));
        Files.writeString(
                agents.resolve("clerk.yaml"),
                "instructions: %s%ntools: [%s]%ntool-rules: [{tools: %s, decision: allow}]%n"
                        .formatted(Turns.INSTRUCTIONS, MockModel.TOOL, MockModel.TOOL));
        var variables = new HashMap<>(System.getenv());
        variables.keySet().retainAll(Set.of("XDG_CACHE_HOME", "HOME"));
        variables.putAll(model(port));
        var tool =
                LocalTools.of(MockModel.TOOL, Turns.DESCRIPTION, effect, Part.class, asked -> work.apply(asked.part()));
        return AgentPlatform.open(Settings.load(variables, Optional.of(data)), List.of(tool));
    }

    /** The variables that name the model server. */
    static Map<String, String> model(String port) {
        return Map.of(
                "MCP_AGENT_LLM_PROVIDERS_MAIN_BASE_URL",
                "http://127.0.0.1:" + port + "/v1",
                "MCP_AGENT_LLM_DEFAULT_MODEL",
                "main/mock");
    }

    static AskRequest ask(String question) {
        return new AskRequest(question, Set.of(), Optional.of(CLERK), Optional.empty(), Optional.empty());
    }
}
