package io.mcpagent.bootstrap;

import io.mcpagent.adapter.access.AccessSettings;
import io.mcpagent.adapter.access.LocalAccess;
import io.mcpagent.adapter.cli.CliHost.Finding;
import io.mcpagent.adapter.llm.LocalEmbeddings;
import io.mcpagent.adapter.persistence.SqlPersistence;
import io.mcpagent.adapter.vector.LuceneVectors;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.access.PendingSignIn;
import io.mcpagent.domain.failure.AgentFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at what the platform stands on. Changes nothing, and asks for no hold on the data directory. */
final class Doctor {
    private static final long LEAST_FREE_BYTES = 200L << 20;
    private static final int MEBIBYTE_BITS = 20;

    private final Settings settings;

    Doctor(Settings settings) {
        this.settings = settings;
    }

    List<Finding> findings() {
        return Stream.<Stream<Finding>>of(
                        Stream.of(java(), settingsFile()),
                        Stream.of(
                                checked("data directory", this::dataDirectory),
                                checked("disk space", this::space),
                                checked("owner", this::owner),
                                checked("database", this::database),
                                checked("index", this::index),
                                checked("embedding model", this::model)),
                        settings.access().oidc().stream()
                                .map(oidc -> checked("identity provider", () -> identityProvider(oidc))),
                        agents(),
                        new ChatDoctor(settings.llm()).findings(),
                        settings.inForce().stream().map(line -> new Finding("setting", true, line)))
                .flatMap(part -> part)
                .toList();
    }

    private static Finding checked(String subject, Supplier<Finding> check) {
        try {
            return check.get();
        } catch (AgentFailure failure) {
            return new Finding(subject, false, failure.getMessage());
        }
    }

    private static Finding java() {
        return new Finding(
                "java",
                true,
                "%s (%s), %s %s, %d cores"
                        .formatted(
                                Runtime.version(),
                                System.getProperty("java.vm.vendor"),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors()));
    }

    private Finding settingsFile() {
        return new Finding(
                "settings file", true, settings.file().map(Path::toString).orElse("none"));
    }

    private Finding dataDirectory() {
        var directory = settings.dataDirectory();
        if (!Files.exists(directory))
            return new Finding("data directory", true, directory + ", made with the first use");
        var usable = Files.isDirectory(directory) && Files.isWritable(directory);
        return new Finding(
                "data directory",
                usable,
                usable ? directory.toString() : directory + " is no folder that you may write to; choose another");
    }

    private Finding space() {
        var existing = settings.dataDirectory();
        while (!Files.exists(existing) && existing.getParent() != null) existing = existing.getParent();
        try {
            var free = Files.getFileStore(existing).getUsableSpace();
            var detail = "%,d MiB free at %s".formatted(free >> MEBIBYTE_BITS, existing);
            return free >= LEAST_FREE_BYTES
                    ? new Finding("disk space", true, detail)
                    : new Finding("disk space", false, detail + "; make room for at least 200 MiB");
        } catch (IOException e) {
            return new Finding("disk space", false, existing + ": " + e);
        }
    }

    private Finding owner() {
        return new Finding(
                "owner",
                true,
                SqlPersistence.holder(settings.storage())
                        .map(pid -> "process %s holds the data directory; others have to wait".formatted(pid))
                        .orElse("nobody holds the data directory"));
    }

    private Finding database() {
        var inspection = SqlPersistence.inspect(settings.storage());
        var found = inspection
                .version()
                .filter(version -> version > 0)
                .map(version -> "readable, version %d, %d documents ready"
                        .formatted(version, inspection.ready().size()))
                .orElse("none yet");
        return new Finding("database", true, settings.storage().place() + ": " + found);
    }

    private Finding index() {
        var records = SqlPersistence.inspect(settings.storage()).ready();
        var index = LuceneVectors.inspect(settings.index());
        if (records.isEmpty() && !index.isEmpty())
            return new Finding(
                    "index",
                    false,
                    "It holds %d documents and the database %s none; if that was lost, restore it from a backup."
                            .formatted(index.size(), settings.storage().place()));
        return records.equals(index)
                ? new Finding("index", true, "intact, and as the records say: %d documents".formatted(index.size()))
                : new Finding(
                        "index",
                        false,
                        "It holds %d documents where the records say %d; the next command mends that."
                                .formatted(index.size(), records.size()));
    }

    private Stream<Finding> agents() {
        try {
            var agents = SqlPersistence.agents(settings.storage());
            var usable = new Finding("agents", true, agents.all().size() + " defined beside the assistant");
            return Stream.concat(
                    Stream.of(usable),
                    agents.unusable().stream()
                            .map(agent ->
                                    new Finding("agent " + agent.name(), false, String.join("; ", agent.problems()))));
        } catch (AgentFailure failure) {
            return Stream.of(new Finding("agents", false, failure.getMessage()));
        }
    }

    private Finding model() {
        try (var model = LocalEmbeddings.open(settings.embedding())) {
            var dimension =
                    model.embedQueries(List.of("Does it embed?")).getFirst().vector().length;
            return new Finding(
                    "embedding model",
                    true,
                    "%s loads and embeds, %d dimensions".formatted(model.model().name(), dimension));
        }
    }

    private Finding identityProvider(AccessSettings.Oidc oidc) {
        try (var client = AccessAssembly.client(settings)) {
            var secret = "-".repeat(43);
            var at = LocalAccess.provider(oidc, client.calls(), InstantSource.system())
                    .signInAt(URI.create("http://127.0.0.1/"), new PendingSignIn(secret, secret, secret));
            return new Finding(
                    "identity provider", true, "%s answers; one signs in at %s".formatted(oidc.issuer(), at.getHost()));
        }
    }
}
