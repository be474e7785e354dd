package io.mcpagent.application.tool;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.retrieval.TextAnalysisPort;
import io.mcpagent.domain.tool.ServedToolNames;
import io.mcpagent.domain.tool.ToolDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** Chooses of many tools those that a run is offered. Safe for use by many threads. */
public final class ToolChoice {
    private final ToolSettings settings;
    private final ToolRanking ranking;

    public ToolChoice(ToolSettings settings, EmbeddingPort embeddings, TextAnalysisPort analysis) {
        this.settings = settings;
        this.ranking = new ToolRanking(embeddings, analysis);
    }

    /** False where an agent names too few tools for a choice, which is known without listing any. */
    public boolean mayBeNeeded(Agent agent) {
        return agent.tools().size() > settings.offered()
                || agent.tools().stream().anyMatch(ServedToolNames::isAllOfAServer);
    }

    /** Whether there are more than are offered at once. */
    public boolean isNeeded(List<ToolDefinition> tools) {
        return tools.size() > settings.offered();
    }

    /**
     * As many as are offered at once: those that the agent names one by one, and then those that fit the question best. No
     * server gets more than half of their places as long as others have tools left, however well it praises its own.
     */
    public List<ToolDefinition> forQuestion(Agent agent, String question, List<ToolDefinition> tools) {
        var named = tools.stream()
                .filter(tool -> agent.tools().contains(tool.name()))
                .toList();
        if (named.size() >= settings.offered())
            return ranking.ranked(question, named).subList(0, settings.offered());
        var others = tools.stream().filter(tool -> !named.contains(tool)).toList();
        var room = settings.offered() - named.size();
        return Stream.concat(named.stream(), shared(ranking.ranked(question, others), room).stream())
                .toList();
    }

    /** Those that fit best what a tool is to do, the best first. */
    public List<ToolDefinition> found(String wanted, List<ToolDefinition> tools, int most) {
        return ranking.ranked(wanted, tools).stream().limit(most).toList();
    }

    private static List<ToolDefinition> shared(List<ToolDefinition> ranked, int room) {
        var within = new ArrayList<ToolDefinition>();
        var beyond = new ArrayList<ToolDefinition>();
        var ofServer = new HashMap<String, Integer>();
        for (var tool : ranked) {
            var server = ServedToolNames.server(tool.name());
            var isWithin = server.isEmpty() || ofServer.merge(server.get(), 1, Integer::sum) <= (room + 1) / 2;
            (isWithin ? within : beyond).add(tool);
        }
        return Stream.concat(within.stream(), beyond.stream()).limit(room).toList();
    }
}
