package io.mcpagent.adapter.cli;

import io.mcpagent.adapter.cli.tool.ToolServersCommands;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The command line. */
public final class Cli {
    private Cli() {}

    /**
     * Runs one command and returns its exit code: 0 done, 1 failed, 2 wrong usage, 3 some files failed, 75 the data
     * directory is held by another process, 130 interrupted.
     *
     * <p>Throws nothing. An interrupt of the calling thread cancels the command; so does the end of the JVM (Ctrl-C),
     * which waits some seconds until the cancel is recorded.
     */
    public static int run(String[] args, CliHost host, CliStreams streams) {
        var global = new GlobalOptions();
        var output = new Output(streams, () -> global.json || asksForJson(args));
        try (var interruption = Interruption.ofThisThread()) {
            var failures = new FailureReport(output, () -> global.debug, interruption);
            var line = commandLine(new Invocation(host, global, output, failures, interruption, streams.in()));
            return output.closed(execute(line, failures, helpAsOption(args)), failures);
        }
    }

    private static int execute(CommandLine line, FailureReport failures, String[] args) {
        try {
            return line.execute(args);
        } catch (Throwable unexpected) { // also an Error: whoever types a command gets a sentence, not a stack
            return failures.tell(unexpected);
        }
    }

    static CommandLine commandLine(Invocation invocation) {
        var line = new CommandLine(new RootCommand(invocation))
                .addSubcommand("ask", new AskCommand(invocation))
                .addSubcommand("chat", new ChatCommand(invocation))
                .addSubcommand("ingest", new IngestCommand(invocation))
                .addSubcommand("search", new SearchCommand(invocation))
                .addSubcommand("serve", new ServeCommand(invocation))
                .addSubcommand("mcp-server", new McpServerCommand(invocation))
                .addSubcommand("eval", new EvalCommand(invocation))
                .addSubcommand("documents", DocumentsCommands.line(invocation))
                .addSubcommand("collections", CollectionsCommands.line(invocation))
                .addSubcommand("agents", AgentsCommands.line(invocation))
                .addSubcommand("tools", ToolsCommands.line(invocation))
                .addSubcommand("tool-servers", ToolServersCommands.line(invocation))
                .addSubcommand("sessions", SessionsCommands.line(invocation))
                .addSubcommand("runs", RunsCommands.line(invocation))
                .addSubcommand("inbox", InboxCommands.line(invocation))
                .addSubcommand("users", UsersCommands.line(invocation))
                .addSubcommand("api-keys", ApiKeysCommands.line(invocation))
                .addSubcommand("audit", AuditCommands.line(invocation))
                .addSubcommand("secrets", SecretsCommands.line(invocation))
                .addSubcommand("doctor", new DoctorCommand(invocation))
                .addSubcommand("version", new VersionCommand(invocation));
        var output = invocation.output();
        return line.setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(output.ansi()))
                .setUsageHelpWidth(output.helpWidth())
                .setOut(output.out())
                .setErr(output.err())
                .setParameterExceptionHandler(
                        (wrong, ignored) -> invocation.failures().tellUsage(wrong))
                .setExecutionExceptionHandler(
                        (failure, command, ignored) -> invocation.failures().tell(failure));
    }

    /** Many tools know {@code help ask}; here it is {@code ask --help}. */
    private static String[] helpAsOption(String[] args) {
        if (args.length == 0 || !args[0].equals("help")) return args;
        return Stream.concat(Arrays.stream(args).skip(1), Stream.of("--help")).toArray(String[]::new);
    }

    /** The option counts also where the arguments are too wrong to be parsed. */
    private static boolean asksForJson(String[] args) {
        for (var arg : args) {
            if (arg.equals("--")) return false;
            if (arg.equals("--json")) return true;
        }
        return false;
    }
}
