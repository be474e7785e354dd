package io.mcpagent.adapter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "mcp-server",
        description =
                "Lets the program that starts it ask, search and ingest by the Model Context Protocol, until it closes standard input; where a server holds the data directory, or with --server, over that server. Over HTTP, `mcp-agent serve` does the same at /mcp.",
        footer = {
            "",
            "Examples:",
            "  mcp-agent mcp-server --stdio",
            "  mcp-agent mcp-server --stdio --server https://agent.example.com",
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
        invocation.talk();
        return ExitCode.DONE;
    }
}
