package io.mcpagent.application.tool;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolOutcome;
import java.util.List;
import java.util.stream.Collectors;

/** The tool by which a model that is offered some of its agent's tools finds others. */
public final class FindTools {
    public static final String NAME = "find_tools";

    private static final int FOUND = 5;
    private static final int MOST_FOUND = 15;
    private static final int LONGEST_LINE = 200;

    public static final ToolDefinition DEFINITION = ToolDefinition.own(
            NAME,
            "You are offered only those of your tools that seem to fit the question. This finds others by what they do, and"
                    + " offers them to you from then on. Look here before you say that something can't be done.",
            Schemas.object(
                    Json.object()
                            .with("query", Schemas.text("What the tool has to do, in a few words of English."))
                            .with("limit", Schemas.integer("How many tools at most; 5 if left out.", 1, MOST_FOUND)),
                    "query"),
            ToolEffect.READS,
            true);

    private FindTools() {}

    /**
     * What was found.
     *
     * @param tools to be offered from now on
     */
    public record Found(ToolOutcome outcome, List<String> tools) {
        public Found {
            tools = List.copyOf(tools);
        }
    }

    /**
     * Ranks those that may be found.
     *
     * @param tools those that may be
     */
    public static Found find(Json given, ToolChoice choice, List<ToolDefinition> tools) {
        var arguments = Arguments.of(given);
        var query = arguments.text("query").orElse("");
        if (query.isBlank())
            return new Found(new ToolOutcome.Failed("The query is empty: say what the tool has to do."), List.of());
        var most = Math.clamp(arguments.integer("limit").orElse(FOUND), 1, MOST_FOUND);
        var found = choice.found(query, tools, most);
        if (found.isEmpty()) return new Found(new ToolOutcome.Failed("There are no other tools."), List.of());
        var list = found.stream().map(FindTools::line).collect(Collectors.joining("\n"));
        return new Found(
                new ToolOutcome.Succeeded("These fit best, and can be called from now on:\n" + list),
                found.stream().map(ToolDefinition::name).toList());
    }

    /** One line, whatever a description has in it, so that none can make a list of its own. */
    private static String line(ToolDefinition tool) {
        var description = tool.description().strip().replaceAll("\\s+", " ");
        return "- %s: %s"
                .formatted(
                        tool.name(),
                        description.length() <= LONGEST_LINE
                                ? description
                                : LongResult.beginning(description, LONGEST_LINE) + "…");
    }
}
