package io.mcpagent.adapter.tools;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.domain.tool.ToolResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls tools only with arguments that their schemas allow; says otherwise all that is wrong. */
final class SchemaChecked implements ToolPort {
    private record Checked(ToolDefinition tool, ArgumentSchema schema) {}

    private final ToolPort tools;
    private final Map<String, Checked> byName = new LinkedHashMap<>();

    private SchemaChecked(ToolPort tools) {
        this.tools = tools;
        for (var tool : tools.tools()) byName.put(tool.name(), new Checked(tool, ArgumentSchema.of(tool)));
    }

    /** See {@link LocalTools#checked}. */
    static SchemaChecked around(ToolPort tools) {
        return tools instanceof SchemaChecked already ? already : new SchemaChecked(tools);
    }

    @Override
    public List<ToolDefinition> tools() {
        return byName.values().stream().map(Checked::tool).toList();
    }

    @Override
    public ToolResponse call(ToolInvocation invocation) {
        var known = byName.get(invocation.tool());
        if (known == null) return Refusals.unknown(invocation.tool(), List.copyOf(byName.keySet()));
        var problems = known.schema().problems(invocation.arguments());
        return problems.isEmpty() ? tools.call(invocation) : refused(known.tool(), problems);
    }

    @Override
    public List<String> problems(String tool, Json arguments) {
        var known = byName.get(tool);
        return known == null ? List.of() : known.schema().problems(arguments);
    }

    static ToolOutcome.Failed refused(ToolDefinition tool, List<String> problems) {
        return new ToolOutcome.Failed(problems.stream()
                .map(problem -> "\n- " + problem)
                .collect(Collectors.joining(
                        "", tool.name() + " was not called, its arguments are wrong:", shape(tool))));
    }

    /** The names that a model would look up in the schema. */
    private static String shape(ToolDefinition tool) {
        if (!(tool.inputSchema().members().get("properties") instanceof Json.Obj(var properties))) return "";
        return "\nSend a JSON object with "
                + (properties.isEmpty() ? "nothing in it" : String.join(", ", properties.keySet())) + ".";
    }
}
