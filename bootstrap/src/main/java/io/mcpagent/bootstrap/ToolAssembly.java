package io.mcpagent.bootstrap;

import io.mcpagent.adapter.mcp.tool.McpToolServers;
import io.mcpagent.adapter.tools.LocalTools;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.application.tool.ServedTools;
import io.mcpagent.application.tool.ToolPinService;
import io.mcpagent.application.tool.ToolServerPorts;
import io.mcpagent.application.tool.ToolServerService;
import io.mcpagent.application.tool.ToolService;
import io.mcpagent.application.tool.Toolbox;
import io.mcpagent.bootstrap.outbound.OutboundClient;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.domain.tool.ToolServerPort;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What tools are built from.
 *
 * @param ofRuns those that runs call; none where only the offline answerer is there, which calls none
 */
record ToolAssembly(ToolServerService servers, ToolPinService pins, ToolService byHand, Toolbox ofRuns) {
    /** @param sources those of this process, but for those that need nothing */
    static ToolAssembly over(
            Settings settings,
            List<ToolPort> sources,
            ToolServerPorts ports,
            Authorization authorization,
            Scopes scopes,
            IdSource ids) {
        var served = List.of(LocalTools.checkedAsListed(new ServedTools(ports)));
        Supplier<Toolbox> all = () -> new Toolbox(checked(sources), served);
        return new ToolAssembly(
                new ToolServerService(ports, authorization),
                new ToolPinService(ports, authorization, () -> names(sources)),
                new ToolService(authorization, all, scopes, ids, ports.trail()),
                // Checking schemas costs a start time.
                settings.llm().providers().isEmpty() ? new Toolbox(List.of()) : all.get());
    }

    private static List<ToolPort> withBuiltIn(List<ToolPort> sources) {
        var all = new ArrayList<ToolPort>();
        all.add(LocalTools.open());
        all.addAll(sources);
        return all;
    }

    private static List<ToolPort> checked(List<ToolPort> sources) {
        return withBuiltIn(sources).stream().map(LocalTools::checked).toList();
    }

    private static List<String> names(List<ToolPort> sources) {
        return withBuiltIn(sources).stream()
                .flatMap(source -> source.tools().stream())
                .map(ToolDefinition::name)
                .toList();
    }

    /** What reaches tool servers, opened when one is first needed; none of them may be called after the platform is closed. */
    static Supplier<ToolServerPort> reaching(
            Settings settings, ToolSources sources, InstantSource clock, Closing closing) {
        return sources.servers()
                .<Supplier<ToolServerPort>>map(given -> () -> given)
                .orElseGet(() -> closing.later(new Reaching(settings, clock))::opened);
    }

    private static final class Reaching implements AutoCloseable {
        private final Settings settings;
        private final InstantSource clock;
        private final Closing opened = new Closing();
        private Optional<ToolServerPort> servers = Optional.empty();
        private boolean closed;

        Reaching(Settings settings, InstantSource clock) {
            this.settings = settings;
            this.clock = clock;
        }

        synchronized ToolServerPort opened() {
            if (closed) throw new IllegalStateException("the platform is closed");
            var known = servers.orElseGet(() -> {
                var http = opened.later(OutboundClient.open(settings.outbound()));
                return opened.later(McpToolServers.open(LocalHost.VERSION, http.calls(), clock));
            });
            servers = Optional.of(known);
            return known;
        }

        @Override
        public void close() {
            synchronized (this) {
                closed = true;
            }
            opened.close();
        }
    }
}
