package io.mcpagent.testkit.tool;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerOffer;
import io.mcpagent.domain.tool.ToolServerPort;
import io.mcpagent.domain.tool.ToolServerState;
import io.mcpagent.domain.tool.ToolServerState.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tool servers that offer what a test says, answer each call with the tool's name, and remember what they were asked. */
public final class FakeToolServers implements ToolServerPort {
    /** A call as a server gets it. */
    public record Called(ToolServer server, String tool, ToolInvocation invocation) {}

    private final Map<ToolServerName, List<ServedTool>> offers = new LinkedHashMap<>();
    private final Map<ToolServerName, ToolResponse> answers = new LinkedHashMap<>();
    private final Map<ToolServerName, String> problems = new LinkedHashMap<>();
    private final Map<String, ToolServerState> states = new TreeMap<>();
    private final List<Called> calls = new ArrayList<>();
    private final List<ToolServer> asked = new ArrayList<>();

    /** From now on that server is there, and offers these. */
    public synchronized FakeToolServers offering(String server, ServedTool... tools) {
        offers.put(new ToolServerName(server), List.of(tools));
        return this;
    }

    /** From now on calls are answered so. */
    public synchronized FakeToolServers answering(String server, ToolResponse answer) {
        answers.put(new ToolServerName(server), answer);
        return this;
    }

    /** From now on nobody answers there. */
    public synchronized void gone(String server) {
        offers.remove(new ToolServerName(server));
    }

    /** The same, and it is said so. */
    public synchronized void failing(String server, String problem) {
        gone(server);
        problems.put(new ToolServerName(server), problem);
    }

    /** In the order in which they came. */
    public synchronized List<Called> calls() {
        return List.copyOf(calls);
    }

    /** Those whose offer was asked for, as they were reached. */
    public synchronized List<ToolServer> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized ToolServerOffer offer(ToolServer server, Caller caller) {
        asked.add(server);
        return new ToolServerOffer("Fake", "1.0", "2026-07-28", Optional.empty(), reached(server));
    }

    @Override
    public synchronized ToolResponse call(ToolServer server, String tool, ToolInvocation invocation) {
        var isThere = reached(server).stream().anyMatch(each -> each.name().equals(tool));
        if (!isThere) return new ToolOutcome.Failed("There is no tool named " + tool + ".");
        calls.add(new Called(server, tool, invocation));
        return answers.getOrDefault(server.name(), new ToolOutcome.Succeeded("called " + tool));
    }

    private List<ServedTool> reached(ToolServer server) {
        var tools = Optional.ofNullable(offers.get(server.name()));
        var phase = tools.isPresent() ? Phase.CONNECTED : Phase.BROKEN;
        var problem = Optional.of("Nobody answers.").filter(broken -> tools.isEmpty());
        states.put(server.name().value(), new ToolServerState(server.name(), phase, Instant.EPOCH, problem, List.of()));
        return tools.orElseThrow(() -> new UpstreamFailure(
                "tool_server_unreachable",
                problems.getOrDefault(
                        server.name(),
                        "The tool server %s can't be reached: nobody answers."
                                .formatted(server.name().value())),
                true));
    }

    @Override
    public synchronized List<ToolServerState> states() {
        return List.copyOf(states.values());
    }

    @Override
    public synchronized void disconnect(ToolServerName server) {
        states.remove(server.value());
    }
}
