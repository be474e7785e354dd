package io.mcpagent.application.tool;

import io.mcpagent.domain.tool.StoredAddress;
import io.mcpagent.domain.tool.StoredValue;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerEntry;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A tool server as somebody wants it to be, with its secrets in clear; or with what was shown in place of those that are to
 * stay.
 */
public record WantedToolServer(ToolServer server, boolean enabled, boolean trusted) {
    /** As it is, but for whether its tools may be called. */
    public static WantedToolServer asShown(ToolServerEntry entry, boolean enabled) {
        var address = switch (entry.address()) {
            case StoredAddress.Program(var command, var arguments, var environment, var folder) ->
                new ToolServerAddress.Process(
                        command, arguments.stream().map(StoredValue::shown).toList(), shown(environment), folder);
            case StoredAddress.Http(var url, var headers, var client) ->
                new ToolServerAddress.Http(
                        URI.create(url.shown()),
                        shown(headers),
                        client.map(known -> SealedClient.opened(known, StoredValue::shown)));
        };
        var server = new ToolServer(entry.name(), address, entry.permissions(), entry.roots(), entry.timeout());
        return new WantedToolServer(server, enabled, entry.trusted());
    }

    private static Map<String, String> shown(Map<String, StoredValue> values) {
        var shown = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> shown.put(name, value.shown()));
        return shown;
    }
}
