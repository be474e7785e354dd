package io.mcpagent.adapter.cli.tool;

import io.mcpagent.adapter.cli.ExitCode;
import io.mcpagent.adapter.cli.Invocation;
import io.mcpagent.domain.tool.ToolServerName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tool-servers enable} and {@code tool-servers disable}. */
@Command(description = "Has the tools of a server be called, or none of them. What was approved stays.")
final class EnableCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = ToolServersCommands.NAME)
    private String name = "";

    private final Invocation invocation;
    private final boolean enabled;

    EnableCommand(Invocation invocation, boolean enabled) {
        this.invocation = invocation;
        this.enabled = enabled;
    }

    @Override
    public Integer call() {
        var wanted = new ToolServerName(name);
        return invocation.onBackend(backend -> {
            backend.toolServers().enable(wanted, enabled);
            invocation.output().note((enabled ? "enabled " : "disabled ") + name);
            return ExitCode.done();
        });
    }
}
