package io.mcpagent.adapter.persistence.tool;

import io.mcpagent.adapter.persistence.json.JsonText;
import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.StoredAddress;
import io.mcpagent.domain.tool.StoredClient;
import io.mcpagent.domain.tool.StoredClient.Credential;
import io.mcpagent.domain.tool.StoredValue;
import io.mcpagent.domain.tool.ToolServerClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Addresses and lists of texts as they stand in a column. */
final class AddressJson {
    private AddressJson() {}

    static String of(StoredAddress address) {
        return JsonText.of(
                switch (address) {
                    case StoredAddress.Program(var command, var arguments, var environment, var folder) ->
                        Json.object()
                                .with("command", Json.of(command))
                                .with(
                                        "arguments",
                                        Json.array(arguments.stream()
                                                .map(AddressJson::of)
                                                .toList()))
                                .with("environment", of(environment))
                                .with("folder", folder.map(Json::of));
                    case StoredAddress.Http(var url, var headers, var client) ->
                        Json.object()
                                .with("url", of(url))
                                .with("headers", of(headers))
                                .with("client", client.map(AddressJson::of));
                });
    }

    static StoredAddress read(String text) {
        var address = (Json.Obj) JsonText.read(text);
        if (address.get("url").isPresent())
            return new StoredAddress.Http(
                    value(member(address, "url")),
                    values(member(address, "headers")),
                    address.get("client").map(client -> client((Json.Obj) client)));
        return new StoredAddress.Program(
                text(member(address, "command")),
                elements(member(address, "arguments")).stream()
                        .map(AddressJson::value)
                        .toList(),
                values(member(address, "environment")),
                address.get("folder").map(AddressJson::text));
    }

    private static Json.Obj of(StoredClient client) {
        var json = Json.object()
                .with("id", Json.of(client.id()))
                .with("grant", Json.of(client.grant().name()))
                .with("issuer", client.issuer().map(Json::of))
                .with(
                        "scopes",
                        Json.array(client.scopes().stream().map(Json::of).toList()));
        return switch (client.credential()) {
            case Credential.None none -> json;
            case Credential.Secret(var value) -> json.with("secret", of(value));
            case Credential.PrivateKey(var pem) -> json.with("private_key", of(pem));
        };
    }

    private static StoredClient client(Json.Obj json) {
        var credential = json.get("secret")
                .<Credential>map(secret -> new Credential.Secret(value(secret)))
                .or(() -> json.get("private_key").map(pem -> new Credential.PrivateKey(value(pem))))
                .orElseGet(Credential.None::new);
        return new StoredClient(
                text(member(json, "id")),
                credential,
                ToolServerClient.Grant.valueOf(text(member(json, "grant"))),
                json.get("issuer").map(AddressJson::text),
                elements(member(json, "scopes")).stream().map(AddressJson::text).toList());
    }

    static String texts(List<String> texts) {
        return JsonText.of(Json.array(texts.stream().map(Json::of).toList()));
    }

    static List<String> texts(String text) {
        return elements(JsonText.read(text)).stream().map(AddressJson::text).toList();
    }

    private static Json of(StoredValue value) {
        return switch (value) {
            case StoredValue.Plain(var text) -> Json.of(text);
            case StoredValue.Sealed(var shown, var secret) ->
                Json.object().with("shown", Json.of(shown)).with("sealed", Json.of(secret.value()));
        };
    }

    private static Json of(Map<String, StoredValue> values) {
        var members = new LinkedHashMap<String, Json>();
        values.forEach((name, value) -> members.put(name, of(value)));
        return new Json.Obj(members);
    }

    private static StoredValue value(Json json) {
        if (!(json instanceof Json.Obj sealed)) return new StoredValue.Plain(text(json));
        return new StoredValue.Sealed(text(member(sealed, "shown")), new SealedSecret(text(member(sealed, "sealed"))));
    }

    private static Map<String, StoredValue> values(Json json) {
        var values = new LinkedHashMap<String, StoredValue>();
        ((Json.Obj) json).members().forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    private static Json member(Json.Obj object, String name) {
        return object.get(name).orElseThrow(() -> new IllegalStateException("an address without " + name));
    }

    private static List<Json> elements(Json json) {
        return ((Json.Arr) json).elements();
    }

    private static String text(Json json) {
        return ((Json.Str) json).value();
    }
}
