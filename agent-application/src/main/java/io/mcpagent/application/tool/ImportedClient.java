package io.mcpagent.application.tool;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerClient.Credential;
import io.mcpagent.domain.tool.ToolServerClient.Grant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The OAuth client in another program's entry of a tool server: {@code oauth} with {@code clientId} as in {@code .mcp.json}
 * and VS Code's {@code mcp.json}, there or in other programs also {@code clientSecret} and {@code scopes}, one text or a list; or {@code auth} with {@code CLIENT_ID} as in Cursor's {@code mcp.json}.
 *
 * @param texts as they are written, by our names for them
 * @param problems what can't be read, for people
 * @param notes what was left out, for people
 */
record ImportedClient(Map<String, String> texts, List<String> scopes, List<String> problems, List<String> notes) {
    private static final Map<String, String> NAMES =
            Map.of("clientId", "id", "CLIENT_ID", "id", "clientSecret", "secret", "CLIENT_SECRET", "secret");
    private static final int LAST_PORT = 65_535;
    private static final Set<String> SCOPES = Set.of("scopes", "scope");
    /** Where the authorization server is, which its own metadata say here. */
    private static final Set<String> FOUND =
            Set.of("authServerMetadataUrl", "authorizationUrl", "tokenUrl", "registrationUrl", "issuer", "audiences");

    ImportedClient {
        texts = Map.copyOf(texts);
        scopes = List.copyOf(scopes);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** Empty where the entry has none. */
    static Optional<ImportedClient> in(Json.Obj entry) {
        for (var holder : List.of("oauth", "auth")) {
            var given = entry.get(holder).filter(value -> !(value instanceof Json.Null));
            if (given.isPresent()) return Optional.of(new Reading(holder).read(given.get()));
        }
        return Optional.empty();
    }

    /** None where the other program registers itself too. */
    Optional<ToolServerClient> filled(Placeholders placeholders) {
        var id = Optional.ofNullable(texts.get("id")).map(placeholders::filled).filter(text -> !text.isBlank());
        var secret = Optional.ofNullable(texts.get("secret")).map(placeholders::filled);
        return id.map(known -> new ToolServerClient(
                known,
                secret.<Credential>map(Credential.Secret::new).orElseGet(Credential.None::new),
                Grant.AUTHORIZATION_CODE,
                Optional.empty(),
                scopes.stream().map(placeholders::filled).toList()));
    }

    private static final class Reading {
        private final String holder;
        private final Map<String, String> texts = new LinkedHashMap<>();
        private final List<String> scopes = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private boolean isOff;

        Reading(String holder) {
            this.holder = holder;
        }

        ImportedClient read(Json given) {
            if (given instanceof Json.Obj(var members)) members.forEach(this::member);
            else if (!given.equals(Json.of(false))) problems.add(holder + " has to be an object.");
            if (isOff && texts.containsKey("id")) {
                notes.add("%s is switched off there, so its client was left out.".formatted(holder));
                texts.clear();
            }
            if (!texts.containsKey("id") && !scopes.isEmpty())
                notes.add("the scopes of %s were left out, as it names no client.".formatted(holder));
            return new ImportedClient(texts, scopes, problems, notes);
        }

        private void member(String name, Json value) {
            if (value instanceof Json.Null) return;
            if (SCOPES.contains(name)) scopes(name, value);
            else if (NAMES.containsKey(name)) {
                if (value instanceof Json.Str(var text)) texts.put(NAMES.get(name), text);
                else problems.add("%s.%s has to be a text.".formatted(holder, name));
            } else if (name.equals("callbackPort")) port(value);
            else if (name.equals("enabled")) isOff = value.equals(Json.of(false));
            else
                notes.add((FOUND.contains(name)
                                ? "%s.%s was left out; the server's own metadata say where to sign in."
                                : "%s.%s is not known here and was left out.")
                        .formatted(holder, name.length() <= 60 ? name : name.substring(0, 60) + "…"));
        }

        private void scopes(String name, Json value) {
            switch (value) {
                case Json.Str(var text) -> scopes.addAll(List.of(text.strip().split(" +")));
                case Json.Arr(var elements)
                when elements.stream().allMatch(Json.Str.class::isInstance) ->
                    elements.forEach(element -> scopes.add(((Json.Str) element).value()));
                case Json other -> problems.add("%s.%s has to be a text, or a list of texts.".formatted(holder, name));
            }
            scopes.removeIf(String::isEmpty);
        }

        private void port(Json value) {
            if (value instanceof Json.Num(var port)
                    && port.signum() > 0
                    && port.compareTo(BigDecimal.valueOf(LAST_PORT)) <= 0
                    && port.stripTrailingZeros().scale() <= 0)
                notes.add(
                        "a browser comes back to any free port here; where the client knows one alone, register http://127.0.0.1:%1$d/callback for it, and sign in with --port %1$d."
                                .formatted(port.intValueExact()));
            else problems.add("%s.callbackPort has to be the number of a port.".formatted(holder));
        }
    }
}
