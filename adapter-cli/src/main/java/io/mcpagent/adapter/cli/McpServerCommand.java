package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.Conflict;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "mcp-server",
        description =
                "Lets the program that starts it ask, search and ingest by the Model Context Protocol, until it closes standard input. Over HTTP, `mcp-agent serve` does the same at /mcp.",
        footer = {
            "",
            "Examples:",
            "  mcp-agent mcp-server --stdio",
            "  claude mcp add documents -- mcp-agent mcp-server --stdio"
        })
final class McpServerCommand implements Callable<Integer> {
    @Option(
            names = "--stdio",
            description =
                    "Over standard input and output, one message a line; what is said to people goes to standard error.")
    private boolean stdio;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Invocation invocation;

    McpServerCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (!stdio)
            throw new ParameterException(
                    spec.commandLine(),
                    "Say --stdio to talk over standard input and output; over HTTP, `mcp-agent serve` answers at /mcp.");
        try {
            invocation
                    .host()
                    .talk(
                            invocation.options(),
                            invocation.in(),
                            invocation.output().raw());
            return ExitCode.DONE;
        } catch (Conflict held) {
            if (FailureReport.isHeld(held))
                invocation
                        .host()
                        .running(invocation.options())
                        .ifPresent(server -> invocation
                                .output()
                                .note("The server at %s holds the data directory; let clients come to %s/mcp instead."
                                        .formatted(server.address(), server.address())));
            throw held;
        }
    }
}
