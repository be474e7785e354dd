package io.mcpagent.adapter.rest.tool;

import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.application.tool.ImportedServers;
import io.mcpagent.application.tool.WantedToolServer;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerClient.Credential;
import io.mcpagent.domain.tool.ToolServerClient.Grant;
import io.mcpagent.domain.tool.ToolServerName;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads what defines a tool server. */
final class ToolServerFields {
    private static final URI NONE = URI.create("none:none");
    private static final List<String> OF_PROGRAMS = List.of("args", "env", "folder");
    private static final List<String> OF_URLS = List.of("headers", "oauth");

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
        var client = client(fields);
        if (command.isPresent() == url.isPresent() && !fields.isWrong("command") && !fields.isWrong("url"))
            fields.add("command", "has to be there, or url, and not both");
        else if (command.isPresent())
            OF_URLS.stream().filter(fields::has).forEach(name -> fields.add(name, "is for a server with a url"));
        else if (url.isPresent())
            OF_PROGRAMS.stream()
                    .filter(fields::has)
                    .forEach(name -> fields.add(name, "is for a server with a command"));
        if (command.isPresent()) return new ToolServerAddress.Process(command.get(), arguments, environment, folder);
        return new ToolServerAddress.Http(url.map(text -> uri(fields, text)).orElse(NONE), headers, client);
    }

    private static Optional<ToolServerClient> client(Fields fields) {
        if (!fields.has("oauth")) return Optional.empty();
        var oauth = fields.object("oauth");
        var id = oauth.text("client_id");
        var secret = oauth.optionalText("client_secret");
        var key = oauth.optionalText("private_key");
        var grant = oauth.oneOf("grant", Grant.class, Grant.AUTHORIZATION_CODE);
        var issuer = oauth.optionalText("issuer");
        var scopes = oauth.texts("scopes");
        if (secret.isPresent() && key.isPresent()) oauth.add("private_key", "is in place of a client_secret");
        if (secret.isEmpty() && key.isEmpty() && grant == Grant.CLIENT_CREDENTIALS) {
            oauth.add("grant", "needs a client_secret or a private_key, as nobody signs in");
            return Optional.empty();
        }
        var credential = secret.<Credential>map(Credential.Secret::new)
                .or(() -> key.map(Credential.PrivateKey::new))
                .orElseGet(Credential.None::new);
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new ToolServerClient(id, credential, grant, issuer, scopes));
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
