package io.mcpagent.adapter.rest.tool;

import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.application.tool.ImportedServers;
import io.mcpagent.application.tool.WantedToolServer;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerName;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads what defines a tool server. */
final class ToolServerFields {
    private static final URI NONE = URI.create("none:none");
    private static final List<String> OF_PROGRAMS = List.of("args", "env", "folder");

    private ToolServerFields() {}

    /** All but its name, which is judged when the body has been. */
    static Function<ToolServerName, WantedToolServer> read(Fields fields) {
        var address = address(fields);
        var enabled = fields.flag("enabled", true);
        var trusted = fields.flag("trusted", false);
        var permissions = permissions(fields);
        var roots = fields.texts("roots");
        var usual = Math.toIntExact(ImportedServers.USUAL_TIMEOUT.toMillis());
        var millis = fields.integer("timeout_ms", usual, ToolServerSchemas.LEAST_MILLIS, ToolServerSchemas.MOST_MILLIS);
        fields.done();
        return name -> new WantedToolServer(
                new ToolServer(name, address, permissions, roots, Duration.ofMillis(millis)), enabled, trusted);
    }

    private static ToolServerAddress address(Fields fields) {
        var command = fields.optionalText("command");
        var arguments = fields.anyTexts("args");
        var environment = texts(fields, "env");
        var folder = fields.optionalText("folder");
        var url = fields.optionalText("url");
        var headers = texts(fields, "headers");
        if (command.isPresent() == url.isPresent() && !fields.isWrong("command") && !fields.isWrong("url"))
            fields.add("command", "has to be there, or url, and not both");
        else if (command.isPresent() && fields.has("headers")) fields.add("headers", "are for a server with a url");
        else if (url.isPresent())
            OF_PROGRAMS.stream()
                    .filter(fields::has)
                    .forEach(name -> fields.add(name, "is for a server with a command"));
        if (command.isPresent()) return new ToolServerAddress.Process(command.get(), arguments, environment, folder);
        return new ToolServerAddress.Http(url.map(text -> uri(fields, text)).orElse(NONE), headers);
    }

    private static URI uri(Fields fields, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException none) {
            fields.add("url", "is no URL");
            return NONE;
        }
    }

    /** An object of texts. */
    static Map<String, String> texts(Fields fields, String name) {
        var texts = new LinkedHashMap<String, String>();
        fields.anyObject(name).members().forEach((key, value) -> {
            if (value instanceof Json.Str(var text)) texts.put(key, text);
            else fields.add(name, "has to be an object of texts");
        });
        return texts;
    }

    private static Set<ToolServer.Permission> permissions(Fields fields) {
        if (fields.texts("permissions").isEmpty()) return EnumSet.noneOf(ToolServer.Permission.class);
        return fields.severalOf("permissions", ToolServer.Permission.class);
    }
}
