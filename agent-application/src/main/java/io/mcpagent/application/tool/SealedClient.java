package io.mcpagent.application.tool;

import io.mcpagent.domain.tool.StoredAddress;
import io.mcpagent.domain.tool.StoredClient;
import io.mcpagent.domain.tool.StoredValue;
import io.mcpagent.domain.tool.ToolServerClient;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The client of a tool server's entry between its two shapes: as it is used, and as it is stored. */
final class SealedClient {
    private SealedClient() {}

    /**
     * As it is used.
     *
     * @param open opens what shows that it is itself
     */
    static ToolServerClient opened(StoredClient stored, Function<StoredValue, String> open) {
        var credential = switch (stored.credential()) {
            case StoredClient.Credential.None none -> new ToolServerClient.Credential.None();
            case StoredClient.Credential.Secret(var value) -> new ToolServerClient.Credential.Secret(open.apply(value));
            case StoredClient.Credential.PrivateKey(var pem) ->
                new ToolServerClient.Credential.PrivateKey(open.apply(pem));
        };
        return new ToolServerClient(stored.id(), credential, stored.grant(), stored.issuer(), stored.scopes());
    }

    /** The same with another value, where it has one. */
    static StoredClient with(StoredClient stored, UnaryOperator<StoredValue> work) {
        var credential = switch (stored.credential()) {
            case StoredClient.Credential.None none -> none;
            case StoredClient.Credential.Secret(var value) -> new StoredClient.Credential.Secret(work.apply(value));
            case StoredClient.Credential.PrivateKey(var pem) -> new StoredClient.Credential.PrivateKey(work.apply(pem));
        };
        return new StoredClient(stored.id(), credential, stored.grant(), stored.issuer(), stored.scopes());
    }

    /** As it is stored, with what it shows for itself still in clear. */
    static StoredClient unsealed(ToolServerClient client) {
        var credential = switch (client.credential()) {
            case ToolServerClient.Credential.None none -> new StoredClient.Credential.None();
            case ToolServerClient.Credential.Secret(var value) ->
                new StoredClient.Credential.Secret(new StoredValue.Plain(value));
            case ToolServerClient.Credential.PrivateKey(var pem) ->
                new StoredClient.Credential.PrivateKey(new StoredValue.Plain(pem));
        };
        return new StoredClient(client.id(), credential, client.grant(), client.issuer(), client.scopes());
    }

    /** What it shows for itself. */
    static Optional<StoredValue> value(StoredClient stored) {
        return switch (stored.credential()) {
            case StoredClient.Credential.None none -> Optional.empty();
            case StoredClient.Credential.Secret(var value) -> Optional.of(value);
            case StoredClient.Credential.PrivateKey(var pem) -> Optional.of(pem);
        };
    }

    /** Whether what one shows for itself is of the kind that the other shows. */
    static boolean isAlike(StoredClient one, StoredClient other) {
        return one.isSameAs(other)
                && one.credential().getClass().equals(other.credential().getClass());
    }

    /** Whether a server is come to as the same client, or by none, at both addresses. */
    static boolean isSame(StoredAddress one, StoredAddress other) {
        var before = client(one);
        var after = client(other);
        return before.isPresent() == after.isPresent()
                && before.stream().allMatch(known -> known.isSameAs(after.orElseThrow()));
    }

    private static Optional<StoredClient> client(StoredAddress address) {
        return address instanceof StoredAddress.Http http ? http.client() : Optional.empty();
    }
}
