package io.mcpagent.adapter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "mcp-agent",
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "COMMAND",
        description = "Answers questions from your own documents, with the sources.",
        footer = {
            "",
            "Examples:",
            "  mcp-agent ask --docs ~/manuals 'How long does the battery last?'",
            "  mcp-agent ingest ~/manuals ~/notes",
            "  mcp-agent ask 'How long does the battery last?'",
            "",
            "Answers go to standard output, all else to standard error.",
            "Exit codes: 0 done (also when nothing was found), 1 failed, 2 wrong usage,",
            "3 some files failed, 75 another process holds the data directory,",
            "130 interrupted."
        })
final class RootCommand implements Callable<Integer> {
    @Mixin
    private final GlobalOptions global;

    @Option(
            names = {"-V", "--version"},
            description = "Print the version.")
    private boolean version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Invocation invocation;

    RootCommand(Invocation invocation) {
        this.invocation = invocation;
        this.global = invocation.global();
    }

    @Override
    public Integer call() {
        if (version) return new VersionCommand(invocation).call();
        if (!global.json) {
            spec.commandLine().usage(invocation.output().err());
            return ExitCode.USAGE;
        }
        throw new ParameterException(spec.commandLine(), "Which command? One of those that --help lists.");
    }
}
