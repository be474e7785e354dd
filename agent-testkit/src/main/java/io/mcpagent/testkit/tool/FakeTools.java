package io.mcpagent.testkit.tool;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Tools that take any object, do what a test says, and remember what they were asked. */
public final class FakeTools implements ToolPort {
    private final Map<String, ToolDefinition> tools = new LinkedHashMap<>();
    private final Map<String, Function<ToolInvocation, ToolOutcome>> work = new LinkedHashMap<>();
    private final List<ToolInvocation> invocations = new ArrayList<>();

    public FakeTools with(String name, ToolEffect effect, Function<ToolInvocation, ToolOutcome> does) {
        var schema = Json.object().with("type", Json.of("object"));
        tools.put(name, new ToolDefinition(name, "Does what a test says.", schema, effect));
        work.put(name, does);
        return this;
    }

    public FakeTools saying(String name, ToolEffect effect, String text) {
        return with(name, effect, invocation -> new ToolOutcome.Succeeded(text));
    }

    @Override
    public List<ToolDefinition> tools() {
        return List.copyOf(tools.values());
    }

    @Override
    public ToolOutcome call(ToolInvocation invocation) {
        synchronized (this) {
            invocations.add(invocation);
        }
        return Optional.ofNullable(work.get(invocation.tool())).orElseThrow().apply(invocation);
    }

    /** In the order in which they came. */
    public synchronized List<ToolInvocation> invocations() {
        return List.copyOf(invocations);
    }
}
