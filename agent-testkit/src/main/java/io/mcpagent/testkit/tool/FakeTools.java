package io.mcpagent.testkit.tool;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.domain.tool.ToolReach;
import io.mcpagent.domain.tool.ToolResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Tools that take any object, do what a test says, and remember what they were asked. */
public final class FakeTools implements ToolPort {
    private final Map<String, ToolDefinition> tools = new LinkedHashMap<>();
    private final Map<String, Function<ToolInvocation, ? extends ToolResponse>> work = new LinkedHashMap<>();
    private final List<ToolInvocation> invocations = new ArrayList<>();

    /** A tool of this process, whose word is good. */
    public FakeTools with(String name, ToolEffect effect, Function<ToolInvocation, ? extends ToolResponse> does) {
        return with(name, effect, ToolReach.INSIDE, true, does);
    }

    /** One that reaches as far, and is trusted as much, as a test says. */
    public FakeTools with(
            String name,
            ToolEffect effect,
            ToolReach reach,
            boolean isTrusted,
            Function<ToolInvocation, ? extends ToolResponse> does) {
        var schema = Json.object().with("type", Json.of("object"));
        tools.put(name, new ToolDefinition(name, "Does what a test says.", schema, effect, reach, isTrusted));
        work.put(name, does);
        return this;
    }

    /** The same under another description. */
    public FakeTools describing(String name, String description) {
        var tool = Optional.ofNullable(tools.get(name)).orElseThrow();
        tools.put(
                name,
                new ToolDefinition(
                        name, description, tool.inputSchema(), tool.effect(), tool.reach(), tool.isTrusted()));
        return this;
    }

    public FakeTools saying(String name, ToolEffect effect, String text) {
        return with(name, effect, invocation -> new ToolOutcome.Succeeded(text));
    }

    /** A tool that asks these rounds before it answers with what it was told last. */
    public FakeTools asking(String name, ToolEffect effect, List<ToolResponse.Asks> rounds) {
        return with(
                name,
                effect,
                invocation -> invocation.rounds().size() < rounds.size()
                        ? rounds.get(invocation.rounds().size())
                        : new ToolOutcome.Succeeded(
                                "told " + invocation.rounds().getLast().replies()));
    }

    @Override
    public List<ToolDefinition> tools() {
        return List.copyOf(tools.values());
    }

    @Override
    public ToolResponse call(ToolInvocation invocation) {
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
