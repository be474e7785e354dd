package io.mcpagent.bootstrap;

import io.mcpagent.adapter.cli.Cli;
import io.mcpagent.adapter.cli.CliStreams;
import java.util.Arrays;
import java.util.Set;

/** The command line's entry. */
public final class Main {
    private static final Set<String> USE_THE_MODEL = Set.of("ask", "search", "ingest", "serve", "mcp-server");

    private Main() {}

    public static void main(String[] args) {
        var host = new LocalHost(System.getenv(), model(args));
        System.exit(Cli.run(args, host, CliStreams.ofProcess(System.getenv())));
    }

    /** A guess, made before the command line is understood, on which nothing but time hangs. */
    private static AgentPlatform.Model model(String[] args) {
        return Arrays.stream(args).anyMatch(USE_THE_MODEL::contains)
                ? AgentPlatform.Model.AT_ONCE
                : AgentPlatform.Model.WHEN_NEEDED;
    }
}
