package io.mcpagent.application.tool;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.StoredAddress;
import io.mcpagent.domain.tool.StoredValue;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerEntry;
import io.mcpagent.domain.tool.ToolServerState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Tool servers as programs read them, the same over HTTP and on the command line. No secret is in it. */
public final class ToolServerJson {
    private ToolServerJson() {}

    public static Json.Obj of(ToolServerEntry entry) {
        var address = switch (entry.address()) {
            case StoredAddress.Program(var command, var arguments, var environment, var folder) ->
                Json.object()
                        .with("type", Json.of("stdio"))
                        .with("command", Json.of(command))
                        .with(
                                "args",
                                texts(arguments.stream().map(StoredValue::shown).toList()))
                        .with("env", texts(environment, StoredValue::shown))
                        .with("folder", folder.map(Json::of));
            case StoredAddress.Http(var url, var headers, var client) ->
                Json.object()
                        .with("type", Json.of("http"))
                        .with("url", Json.of(url.shown()))
                        .with("headers", texts(headers, StoredValue::shown))
                        .with("oauth", client.map(known -> of(SealedClient.opened(known, StoredValue::shown))));
        };
        var server = Json.object().with("name", Json.of(entry.name().value()));
        for (var member : address.members().entrySet()) server = server.with(member.getKey(), member.getValue());
        return rest(server, entry.enabled(), entry.trusted(), entry.permissions(), entry.roots())
                .with("timeout_ms", Json.of(entry.timeout().toMillis()))
                .with("version", Json.of(entry.version()));
    }

    /** What makes one: with the secrets that were given, for the server that is asked to add it. */
    public static Json.Obj of(WantedToolServer wanted) {
        var server = Json.object().with("name", Json.of(wanted.server().name().value()));
        server = switch (wanted.server().address()) {
            case ToolServerAddress.Process(var command, var arguments, var environment, var folder) ->
                server.with("command", Json.of(command))
                        .with("args", texts(arguments))
                        .with("env", texts(environment, Function.identity()))
                        .with("folder", folder.map(Json::of));
            case ToolServerAddress.Http http ->
                server.with("url", Json.of(http.url().toString()))
                        .with("headers", texts(http.headers(), Function.identity()))
                        .with("oauth", http.client().map(ToolServerJson::of));
        };
        return rest(
                        server,
                        wanted.enabled(),
                        wanted.trusted(),
                        wanted.server().permissions(),
                        wanted.server().roots())
                .with("timeout_ms", Json.of(wanted.server().timeout().toMillis()));
    }

    private static Json.Obj of(ToolServerClient client) {
        var json = Json.object().with("client_id", Json.of(client.id()));
        json = switch (client.credential()) {
            case ToolServerClient.Credential.None none -> json;
            case ToolServerClient.Credential.Secret(var value) -> json.with("client_secret", Json.of(value));
            case ToolServerClient.Credential.PrivateKey(var pem) -> json.with("private_key", Json.of(pem));
        };
        return json.with("grant", word(client.grant()))
                .with("issuer", client.issuer().map(Json::of))
                .with("scopes", texts(client.scopes()));
    }

    public static Json.Obj of(ToolServerState state) {
        return Json.object()
                .with("name", Json.of(state.server().value()))
                .with("phase", word(state.phase()))
                .with("since", Json.of(state.since()))
                .with("problem", state.problem().map(Json::of))
                .with("log", texts(state.log()));
    }

    public static Json.Obj of(ToolServerService.Imported imported) {
        return Json.object()
                .with(
                        "data",
                        Json.array(imported.entries().stream()
                                .map(ToolServerJson::of)
                                .toList()))
                .with("notes", texts(imported.notes()));
    }

    /** {@code pins} as {@link ToolPinJson} writes them. */
    public static Json.Obj of(TestedToolServer tested) {
        var offer = tested.offer();
        return Json.object()
                .with("title", Json.of(offer.title()))
                .with("server_version", Json.of(offer.version()))
                .with("protocol", Json.of(offer.protocol()))
                .with("instructions", offer.instructions().map(Json::of))
                .with("offered", Json.of(offer.tools().size()))
                .with("unusable", Json.of(tested.unusable()))
                .with("missing", texts(tested.missing()))
                .with(
                        "pins",
                        Json.array(tested.pins().stream().map(ToolPinJson::of).toList()));
    }

    private static Json.Obj rest(
            Json.Obj server,
            boolean enabled,
            boolean trusted,
            Collection<ToolServer.Permission> permissions,
            List<String> roots) {
        return server.with("enabled", Json.of(enabled))
                .with("trusted", Json.of(trusted))
                .with(
                        "permissions",
                        Json.array(permissions.stream()
                                .sorted()
                                .map(ToolServerJson::word)
                                .toList()))
                .with("roots", texts(roots));
    }

    static Json word(Enum<?> constant) {
        return Json.of(constant.name().toLowerCase(Locale.ROOT));
    }

    static Json texts(List<String> texts) {
        return Json.array(texts.stream().map(Json::of).toList());
    }

    private static <T> Json texts(Map<String, T> values, Function<T, String> text) {
        var members = new LinkedHashMap<String, Json>();
        values.forEach((name, value) -> members.put(name, Json.of(text.apply(value))));
        return new Json.Obj(members);
    }
}
