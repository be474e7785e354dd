package io.mcpagent.adapter.cli.tool;

import io.mcpagent.adapter.cli.ExitCode;
import io.mcpagent.adapter.cli.Invocation;
import io.mcpagent.domain.tool.ToolServerName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tool-servers sign-out}. */
@Command(
        name = "sign-out",
        description = "Forgets what a tool server gave you when you signed in. There it stays good until it expires.")
final class SignOutCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = ToolServersCommands.NAME)
    private String name = "";

    private final Invocation invocation;

    SignOutCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var wanted = new ToolServerName(name);
        return invocation.onBackend(backend -> {
            backend.toolSignIns().end(wanted);
            invocation.output().note("signed out of " + name);
            return ExitCode.done();
        });
    }
}
