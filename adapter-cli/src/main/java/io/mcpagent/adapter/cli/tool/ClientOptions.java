package io.mcpagent.adapter.cli.tool;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerClient.Credential;
import io.mcpagent.domain.tool.ToolServerClient.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The client as which a tool server's authorization server knows us beforehand. */
final class ClientOptions {
    private static final int LONGEST_KEY = 32_768;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = "The OAuth client that somebody registered for us, where the server has its users sign in.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--client-secret-from",
            paramLabel = "NAME",
            description = "The variable of the environment that holds its secret, where it has one.")
    private Optional<String> secret = Optional.empty();

    @Option(
            names = "--client-key-from",
            paramLabel = "FILE",
            description = "In place of a secret, its private key: PKCS #8 in PEM.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--client-issuer",
            paramLabel = "URL",
            description =
                    "The authorization server that alone is shown them (default: the one that the server first names).")
    private Optional<String> issuer = Optional.empty();

    @Option(
            names = "--client-scope",
            paramLabel = "SCOPE",
            description = "What is asked for (default: what the server says).")
    private List<String> scopes = List.of();

    @Option(
            names = "--client-credentials",
            description =
                    "The client comes as itself, so that nobody has to sign in; for all users of the tool server.")
    private boolean actsForItself;

    /** As a file has it; none of it where there is no client. */
    Optional<Json> entry() {
        if (id.filter(String::isBlank).isPresent()) throw invalid("--client-id is blank.");
        if (id.isEmpty()
                && (secret.isPresent() || key.isPresent() || issuer.isPresent() || !scopes.isEmpty() || actsForItself))
            throw invalid("What is said of a client needs its --client-id.");
        if (secret.filter(name -> !VARIABLE.matcher(name).matches()).isPresent())
            throw invalid(
                    "--client-secret-from names a variable of the environment, as in WIKI_SECRET; it is not the secret.");
        if (secret.isPresent() && key.isPresent())
            throw invalid("A client has a secret (--client-secret-from) or a key (--client-key-from), and not both.");
        if (actsForItself && secret.isEmpty() && key.isEmpty())
            throw invalid("With --client-credentials a client needs --client-secret-from or --client-key-from.");
        return id.map(known -> Json.object()
                .with("clientId", Json.of(known))
                .with("clientSecret", secret.map(name -> Json.of("${" + name + "}")))
                .with("scopes", Json.array(scopes.stream().map(Json::of).toList())));
    }

    /** With what no file of others has. */
    ToolServerAddress with(ToolServerAddress address) {
        if (!(address instanceof ToolServerAddress.Http http)) {
            if (id.isPresent()) throw invalid("A client is for a server with --url.");
            return address;
        }
        return new ToolServerAddress.Http(
                http.url(), http.headers(), http.client().map(this::whole));
    }

    private ToolServerClient whole(ToolServerClient client) {
        return new ToolServerClient(
                client.id(),
                key.<Credential>map(file -> new Credential.PrivateKey(pem(file)))
                        .orElse(client.credential()),
                actsForItself ? Grant.CLIENT_CREDENTIALS : client.grant(),
                issuer,
                client.scopes());
    }

    private static String pem(Path file) {
        try {
            if (Files.size(file) <= LONGEST_KEY) return Files.readString(file);
        } catch (IOException unreadable) {
            throw new InvalidRequest(
                    "client_invalid",
                    "The key %s can't be read: %s.".formatted(file, unreadable.getMessage()),
                    unreadable);
        }
        throw invalid("%s is too large for a private key.".formatted(file));
    }

    private static InvalidRequest invalid(String message) {
        return new InvalidRequest("client_invalid", message);
    }
}
