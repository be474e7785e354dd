package io.mcpagent.adapter.tools;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.domain.tool.ToolResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tools of a source whose list changes, called only with arguments that their schemas allow. */
final class ChangingTools implements ToolPort {
    private final ToolPort tools;
    /** What was compiled, by name; replaced as a whole with each list. */
    private volatile Map<String, Compiled> known = Map.of();

    /** @param schema empty where it can't be used */
    private record Compiled(ToolDefinition tool, Optional<ArgumentSchema> schema) {}

    ChangingTools(ToolPort tools) {
        this.tools = tools;
    }

    @Override
    public List<ToolDefinition> tools() {
        return listed().values().stream()
                .filter(each -> each.schema().isPresent())
                .map(Compiled::tool)
                .toList();
    }

    @Override
    public ToolResponse call(ToolInvocation invocation) {
        var called = Optional.ofNullable(listed().get(invocation.tool()));
        // One that is not there any more says so itself, and why.
        if (called.isEmpty()) return tools.call(invocation);
        var schema = called.get().schema();
        if (schema.isEmpty())
            return new ToolOutcome.Failed(
                    "The schema of %s can't be used; it was not called.".formatted(invocation.tool()));
        var problems = schema.get().problems(invocation.arguments());
        return problems.isEmpty()
                ? tools.call(invocation)
                : SchemaChecked.refused(called.get().tool(), problems);
    }

    @Override
    public List<String> problems(String tool, Json arguments) {
        return Optional.ofNullable(listed().get(tool))
                .flatMap(Compiled::schema)
                .map(schema -> schema.problems(arguments))
                .orElse(List.of());
    }

    private Map<String, Compiled> listed() {
        var before = known;
        var now = new LinkedHashMap<String, Compiled>();
        for (var tool : tools.tools()) {
            var same = Optional.ofNullable(before.get(tool.name()))
                    .filter(each -> each.tool().inputSchema().equals(tool.inputSchema()));
            var schema = same.isPresent() ? same.get().schema() : compiled(tool);
            now.put(tool.name(), new Compiled(tool, schema));
        }
        known = now;
        return now;
    }

    private static Optional<ArgumentSchema> compiled(ToolDefinition tool) {
        try {
            return Optional.of(ArgumentSchema.of(tool));
        } catch (InvalidRequest unusable) {
            return Optional.empty();
        }
    }
}
