package io.mcpagent.application.tool;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.tool.StoredAddress;
import io.mcpagent.domain.tool.StoredClient;
import io.mcpagent.domain.tool.StoredValue;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerEntry;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerRepository;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * The secrets in addresses of tool servers: sealed when they are stored, each for its own place in its own server, and opened
 * when the server is reached and at no other time.
 */
public final class ToolServerSecrets {
    private final SecretPort secrets;

    public ToolServerSecrets(SecretPort secrets) {
        this.secrets = secrets;
    }

    /** Something done with each value that may be a secret, and what that is for. */
    private interface EachValue<A, B> {
        B apply(String purpose, A value);
    }

    /** As it is reached. */
    public ToolServer open(ToolServerEntry entry) {
        return new ToolServer(
                entry.name(),
                opened(entry.name(), entry.address()),
                entry.permissions(),
                entry.roots(),
                entry.timeout());
    }

    private ToolServerAddress opened(ToolServerName name, StoredAddress address) {
        return switch (address) {
            case StoredAddress.Program(var command, var arguments, var environment, var folder) ->
                new ToolServerAddress.Process(
                        command,
                        arguments(name, arguments, this::opened),
                        named(name, "variable", environment, this::opened),
                        folder);
            case StoredAddress.Http(var url, var headers, var client) ->
                new ToolServerAddress.Http(
                        URI.create(opened(purpose(name, "url", ""), url)),
                        named(name, "header", headers, this::opened),
                        client.map(known -> SealedClient.opened(known, value -> opened(purpose(name, known), value))));
        };
    }

    private String opened(String purpose, StoredValue value) {
        return switch (value) {
            case StoredValue.Plain(var text) -> text;
            case StoredValue.Sealed(var shown, var secret) ->
                new String(secrets.open(purpose, secret), StandardCharsets.UTF_8);
        };
    }

    /**
     * As it is stored. What is given as it was shown stays what it was, where it goes to the same place as before.
     *
     * @param before what is stored now
     * @param problems gets what can't be kept, for people
     */
    StoredAddress seal(
            ToolServerName name, ToolServerAddress wanted, Optional<StoredAddress> before, List<String> problems) {
        var kept = before.filter(stored -> isSamePlace(wanted, stored));
        var address = switch (wanted) {
            case ToolServerAddress.Process process -> sealed(name, process, kept);
            case ToolServerAddress.Http http -> sealed(name, http, kept);
        };
        requireValues(address, problems);
        return address;
    }

    private StoredAddress sealed(ToolServerName name, ToolServerAddress.Process wanted, Optional<StoredAddress> kept) {
        var same = kept.map(StoredAddress.Program.class::cast);
        var given = wanted.arguments();
        var arguments = same.map(StoredAddress.Program::arguments)
                .orElseGet(() -> IntStream.range(0, given.size())
                        .mapToObj(at -> sealed(
                                purpose(name, "argument", Integer.toString(at)),
                                given.get(at),
                                SecretLooks.argument(given.get(at), at == 0 ? "" : given.get(at - 1))))
                        .toList());
        var environment = sealed(
                name,
                "variable",
                wanted.environment(),
                same.map(StoredAddress.Program::environment).orElse(Map.of()),
                SecretLooks::variable);
        return new StoredAddress.Program(wanted.command(), arguments, environment, wanted.folder());
    }

    private StoredAddress sealed(ToolServerName name, ToolServerAddress.Http wanted, Optional<StoredAddress> kept) {
        var same = kept.map(StoredAddress.Http.class::cast);
        var given = wanted.url().toString();
        var url = same.map(StoredAddress.Http::url)
                .orElseGet(() -> sealed(purpose(name, "url", ""), given, SecretLooks.url(given)));
        var headers = sealed(
                name,
                "header",
                wanted.headers(),
                same.map(StoredAddress.Http::headers).orElse(Map.of()),
                SecretLooks::header);
        return new StoredAddress.Http(
                url,
                headers,
                wanted.client().map(client -> sealed(name, client, same.flatMap(StoredAddress.Http::client))));
    }

    /** All that a client shows for itself is a secret, and is kept for the same client of the same issuer alone. */
    private StoredClient sealed(ToolServerName name, ToolServerClient wanted, Optional<StoredClient> before) {
        var given = SealedClient.unsealed(wanted);
        var kept = before.filter(stored -> SealedClient.isAlike(stored, given)).flatMap(SealedClient::value);
        return SealedClient.with(
                given,
                value -> kept.filter(same -> same.shown().equals(value.shown()))
                        .orElseGet(() -> sealed(purpose(name, given), value.shown(), Optional.of(SecretLooks.MASK))));
    }

    private Map<String, StoredValue> sealed(
            ToolServerName name,
            String kind,
            Map<String, String> wanted,
            Map<String, StoredValue> before,
            BiFunction<String, String, Optional<String>> looks) {
        var values = new LinkedHashMap<String, StoredValue>();
        wanted.forEach((key, text) -> {
            var same = Optional.ofNullable(before.get(key))
                    .filter(value -> value.shown().equals(text));
            values.put(key, same.orElseGet(() -> sealed(purpose(name, kind, key), text, looks.apply(key, text))));
        });
        return values;
    }

    private StoredValue sealed(String purpose, String text, Optional<String> shown) {
        // What was shown in a secret's place is none; it is refused where it is not kept.
        if (text.contains(SecretLooks.MASK)) return new StoredValue.Plain(text);
        return shown.<StoredValue>map(instead ->
                        new StoredValue.Sealed(instead, secrets.seal(purpose, text.getBytes(StandardCharsets.UTF_8))))
                .orElseGet(() -> new StoredValue.Plain(text));
    }

    private static void requireValues(StoredAddress address, List<String> problems) {
        var values = new LinkedHashMap<String, StoredValue>();
        switch (address) {
            case StoredAddress.Program process -> {
                for (var at = 0; at < process.arguments().size(); at++)
                    values.put("args[" + at + "]", process.arguments().get(at));
                process.environment().forEach((name, value) -> values.put("env." + name, value));
            }
            case StoredAddress.Http http -> {
                values.put("url", http.url());
                http.headers().forEach((name, value) -> values.put("headers." + name, value));
                http.client()
                        .flatMap(SealedClient::value)
                        .ifPresent(value -> values.put("what its client shows for itself", value));
            }
        }
        values.forEach((where, value) -> {
            if (value instanceof StoredValue.Plain(var text) && text.contains(SecretLooks.MASK))
                problems.add(
                        "%s is what is shown in a secret's place. A secret stays only where it goes to the same place as before; give it again."
                                .formatted(where));
        });
    }

    /** Whether both are the same program with the same arguments, or the same URL. What stays hidden is taken for the same. */
    static boolean isSamePlace(ToolServerAddress wanted, StoredAddress stored) {
        return switch (stored) {
            case StoredAddress.Program process ->
                wanted instanceof ToolServerAddress.Process(var command, var arguments, var environment, var folder)
                        && command.equals(process.command())
                        && folder.equals(process.folder())
                        && arguments.equals(process.arguments().stream()
                                .map(StoredValue::shown)
                                .toList());
            case StoredAddress.Http http ->
                wanted instanceof ToolServerAddress.Http given
                        && given.url().toString().equals(http.url().shown());
        };
    }

    /** Those of a server that are sealed, opened. */
    List<String> inClear(ToolServerEntry entry) {
        var found = new ArrayList<String>();
        each(entry, (purpose, value) -> {
            if (value instanceof StoredValue.Sealed) found.add(opened(purpose, value));
            return value;
        });
        return found;
    }

    /** Seals anew what an older master key has sealed. Of several processes that do, one is first, and all may go on. */
    public void reseal(ToolServerRepository servers) {
        for (var entry : servers.all()) {
            var newer = each(entry, this::rotated);
            if (newer.equals(entry.address())) continue;
            save(servers, entry.with(newer));
        }
    }

    private static void save(ToolServerRepository servers, ToolServerEntry entry) {
        try {
            servers.save(entry);
        } catch (Conflict changedMeanwhile) {
            // What is left with an older key is told by outdated, before that key is taken away.
        }
    }

    /** How many secrets of these a master key has sealed that is not the newest. */
    public int outdated(List<ToolServerEntry> entries) {
        var found = new ArrayList<SealedSecret>();
        entries.forEach(entry -> each(entry, (purpose, value) -> {
            if (value instanceof StoredValue.Sealed(var shown, var secret))
                secrets.rotate(purpose, secret).ifPresent(found::add);
            return value;
        }));
        return found.size();
    }

    private StoredValue rotated(String purpose, StoredValue value) {
        return switch (value) {
            case StoredValue.Plain plain -> plain;
            case StoredValue.Sealed(var shown, var secret) ->
                new StoredValue.Sealed(shown, secrets.rotate(purpose, secret).orElse(secret));
        };
    }

    private static StoredAddress each(ToolServerEntry entry, EachValue<StoredValue, StoredValue> work) {
        var name = entry.name();
        return switch (entry.address()) {
            case StoredAddress.Program(var command, var arguments, var environment, var folder) ->
                new StoredAddress.Program(
                        command, arguments(name, arguments, work), named(name, "variable", environment, work), folder);
            case StoredAddress.Http(var url, var headers, var client) ->
                new StoredAddress.Http(
                        work.apply(purpose(name, "url", ""), url),
                        named(name, "header", headers, work),
                        client.map(known ->
                                SealedClient.with(known, value -> work.apply(purpose(name, known), value))));
        };
    }

    private static <A, B> List<B> arguments(ToolServerName name, List<A> values, EachValue<A, B> work) {
        return IntStream.range(0, values.size())
                .mapToObj(at -> work.apply(purpose(name, "argument", Integer.toString(at)), values.get(at)))
                .toList();
    }

    private static <A, B> Map<String, B> named(
            ToolServerName name, String kind, Map<String, A> values, EachValue<A, B> work) {
        var all = new LinkedHashMap<String, B>();
        values.forEach((key, value) -> all.put(key, work.apply(purpose(name, kind, key), value)));
        return all;
    }

    /** Whoever writes to the records can't have it shown to another issuer. */
    private static String purpose(ToolServerName server, StoredClient client) {
        return purpose(server, "client of " + client.issuer().orElse("any"), client.id());
    }

    private static String purpose(ToolServerName server, String kind, String name) {
        return "tool server %s %s %s".formatted(server.value(), kind, name);
    }
}
