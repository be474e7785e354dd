package io.mcpagent.adapter.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Before or after any command. */
final class GlobalOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where everything is stored (default: $XDG_DATA_HOME/mcp-agent or ~/.local/share/mcp-agent).")
    Optional<Path> dataDirectory = Optional.empty();

    @Option(
            names = "--server",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Work on this server instead of a data directory (default: $MCP_AGENT_SERVER_URL).")
    Optional<String> server = Optional.empty();

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            scope = ScopeType.INHERIT,
            description =
                    "With --server, who asks; better in $MCP_AGENT_API_KEY, as others on this machine can see arguments.")
    Optional<String> apiKey = Optional.empty();

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON, one object a line.")
    boolean json;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Tell more on standard error, with stack traces.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;
}
