package io.mcpagent.bootstrap.settings;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of all settings, as {@code docs/settings.md} has it. */
public final class SettingsReference {
    private static final String HEAD = """
            # Settings

            Made from the code; a test compares. `mcp-agent.yaml` in the data directory, then variables, then flags: the
            later one wins. All problems are told at once, and an unknown key names the nearest right one.

            | variable | flag | default | meaning |
            |---|---|---|---|
            | `MCP_AGENT_CONFIG` | | `mcp-agent.yaml` in the data directory | The settings file. |
            | `MCP_AGENT_DATA_DIR` | `--data-dir` | `$XDG_DATA_HOME/mcp-agent`, else `~/.local/share/mcp-agent` | Where records and index lie. |
            | `MCP_AGENT_SERVER_URL` | `--server` | `none` | The server that commands go to instead of a data directory. |
            | `MCP_AGENT_API_KEY` | `--api-key` | `none` | Who asks, with a server. |

            | key | variable | default | meaning |
            |---|---|---|---|
            """;

    private SettingsReference() {}

    public static String markdown() {
        return HEAD
                + Stream.concat(Catalog.ALL.stream(), ProviderCatalog.ANY.all().stream())
                        .map(SettingsReference::row)
                        .collect(Collectors.joining());
    }

    private static String row(Setting<?> setting) {
        var fallback = setting.shownFallback();
        var shown = fallback.contains("`") || fallback.contains(" ") ? fallback : "`" + fallback + "`";
        return "| `%s` | `%s` | %s | %s |%n"
                .formatted(setting.name(), setting.variable(), shown, setting.meaning())
                .replace(System.lineSeparator(), "\n");
    }
}
