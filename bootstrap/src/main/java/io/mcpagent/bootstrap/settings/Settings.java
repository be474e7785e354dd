package io.mcpagent.bootstrap.settings;

import io.mcpagent.adapter.access.AccessSettings;
import io.mcpagent.adapter.access.LocalAccess;
import io.mcpagent.adapter.documents.DocumentSettings;
import io.mcpagent.adapter.llm.EmbeddingSettings;
import io.mcpagent.adapter.llm.LocalEmbeddings;
import io.mcpagent.adapter.llm.conversation.ProviderSettings;
import io.mcpagent.adapter.llm.conversation.ProviderSettings.Limits;
import io.mcpagent.adapter.mcp.signin.SignInSettings;
import io.mcpagent.adapter.persistence.PersistenceSettings;
import io.mcpagent.adapter.rest.RestSettings;
import io.mcpagent.adapter.vector.VectorSettings;
import io.mcpagent.application.document.IngestionSettings;
import io.mcpagent.application.retrieval.RetrievalSettings;
import io.mcpagent.application.tool.ToolSettings;
import io.mcpagent.bootstrap.outbound.OutboundSettings;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.outbound.OutboundRules;
import io.mcpagent.domain.ratelimit.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All settings of a platform, one record a module.
 *
 * @param file the settings file in force
 * @param tokensPerUser how many tokens of models each user may use in a time; any number when empty
 * @param toolSignIns as whom users are signed in with tool servers
 * @param heartbeat how often the leases of work in progress are prolonged
 */
public record Settings(
        Optional<Path> file,
        EmbeddingSettings embedding,
        VectorSettings index,
        PersistenceSettings storage,
        Duration heartbeat,
        AccessSettings access,
        DocumentSettings documents,
        IngestionSettings ingestion,
        RetrievalSettings retrieval,
        LlmSettings llm,
        ToolSettings tools,
        Optional<Rate> tokensPerUser,
        RestSettings server,
        SignInSettings toolSignIns,
        OutboundSettings outbound,
        LoggingSettings logging) {
    private static final String INDEX = "index";
    private static final String UPLOADS = "files";
    private static final String MASTER_KEY = "master.key";
    private static final int MEBIBYTE_BITS = 20;

    public Settings {
        if (heartbeat.multipliedBy(2).compareTo(storage.lease()) >= 0)
            throw new IllegalArgumentException("storage.heartbeat (%s) has to be less than half of storage.lease (%s)"
                    .formatted(Catalog.STORAGE_HEARTBEAT.show(heartbeat), Catalog.STORAGE_LEASE.show(storage.lease())));
    }

    /** The defaults over a data directory; neither a file nor a variable is read, but for where caches lie. */
    public static Settings in(Path dataDirectory) {
        var places = new HashMap<>(System.getenv());
        places.keySet().retainAll(Set.of("XDG_CACHE_HOME", "HOME"));
        return load(places, Optional.of(dataDirectory));
    }

    /**
     * Reads {@code mcp-agent.yaml}, then the variables over it.
     *
     * @param dataDirectory that of the flag, which goes before the variable's
     * @throws InvalidRequest with code {@code settings_invalid}; its message has a line for each problem
     */
    public static Settings load(Map<String, String> environment, Optional<Path> dataDirectory) {
        var directory = dataDirectory
                .or(() -> Optional.ofNullable(environment.get(SettingsReader.DATA_DIRECTORY))
                        .map(Path::of))
                .orElseGet(() -> Directories.data(environment))
                .toAbsolutePath()
                .normalize();
        var reader = new SettingsReader(environment, directory);
        var settings = reader.checked(() -> read(reader, directory));
        if (reader.problems().isEmpty() && settings.isPresent()) return settings.get();
        throw new InvalidRequest(
                "settings_invalid",
                "The settings are wrong; docs/settings.md lists all.\n  " + String.join("\n  ", reader.problems()));
    }

    /**
     * The settings that stand sealed with an older master key than the newest.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure where one can't be opened
     */
    public List<String> sealedWithOlderKeys(Map<String, String> environment) {
        return new SettingsReader(environment, dataDirectory()).outdated(LocalAccess.secrets(access));
    }

    private static Settings read(SettingsReader reader, Path directory) {
        var access = reader.checked(() -> new AccessSettings(
                directory.resolve(MASTER_KEY),
                reader.get(Catalog.ACCESS_MASTER_KEY),
                reader.get(Catalog.ACCESS_MASTER_KEY_COMMAND),
                Optional.empty()));
        reader.openSealedWith(access);
        var embedding = new EmbeddingSettings(
                reader.get(Catalog.EMBEDDING_MODEL),
                reader.get(Catalog.EMBEDDING_THREADS),
                reader.get(Catalog.EMBEDDING_CACHE));
        var ramBuffer = (int) (reader.get(Catalog.INDEX_RAM_BUFFER) >> MEBIBYTE_BITS);
        var documents = new DocumentSettings(reader.get(Catalog.DOCUMENTS_MAX_FILE_SIZE));
        var ingestion = new IngestionSettings(
                reader.get(Catalog.INGESTION_CHUNK_TOKENS), reader.get(Catalog.INGESTION_WORKERS));
        var retrieval = new RetrievalSettings(
                reader.get(Catalog.RETRIEVAL_DEPTH),
                reader.get(Catalog.RETRIEVAL_FUSION),
                reader.get(Catalog.RETRIEVAL_VECTOR_WEIGHT));
        var logging = new LoggingSettings(reader.get(Catalog.LOGGING_FORMAT), reader.get(Catalog.LOGGING_LEVEL));
        return new Settings(
                reader.file(),
                embedding,
                index(directory, embedding, ramBuffer),
                new PersistenceSettings(directory, reader.get(Catalog.STORAGE_LEASE), database(reader)),
                reader.get(Catalog.STORAGE_HEARTBEAT),
                access.map(known -> known.with(OidcCatalog.read(reader))).orElseGet(() -> accessBeside(directory)),
                documents,
                ingestion,
                retrieval,
                llm(reader),
                new ToolSettings(reader.get(Catalog.TOOLS_OFFERED)),
                reader.get(ServerCatalog.LIMITS_TOKENS_PER_USER),
                ServerCatalog.read(reader),
                new SignInSettings(
                        SignInSettings.DEFAULT.clientName(), reader.get(Catalog.TOOL_SERVERS_CLIENT_METADATA)),
                outbound(reader),
                logging);
    }

    private static AccessSettings accessBeside(Path directory) {
        return new AccessSettings(directory.resolve(MASTER_KEY), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static LlmSettings llm(SettingsReader reader) {
        var limits = new Limits(reader.get(Catalog.LLM_SILENCE_LIMIT), reader.get(Catalog.LLM_CALL_LIMIT));
        var providers = reader.providers().stream()
                .map(keys -> reader.checked(() -> new ProviderSettings(
                        keys.name(),
                        reader.get(keys.type()),
                        reader.get(keys.baseUrl()),
                        reader.get(keys.apiKey()).filter(key -> !key.isEmpty()),
                        limits)))
                .flatMap(Optional::stream)
                .toList();
        var chosen = reader.get(Catalog.LLM_DEFAULT_MODEL);
        // Of a provider that is wrong itself, that is told, and not that it is not there.
        var complete = providers.size() == reader.providers().size();
        return new LlmSettings(providers, limits, complete ? chosen : Optional.empty());
    }

    private static OutboundSettings outbound(SettingsReader reader) {
        var rules = new OutboundRules(
                reader.get(Catalog.OUTBOUND_PORTS),
                reader.get(Catalog.OUTBOUND_ALLOW),
                reader.get(Catalog.OUTBOUND_DENY));
        return new OutboundSettings(
                rules,
                reader.get(Catalog.OUTBOUND_CONNECT_LIMIT),
                reader.get(Catalog.OUTBOUND_SILENCE_LIMIT),
                reader.get(Catalog.OUTBOUND_CALL_LIMIT),
                reader.get(Catalog.OUTBOUND_MAX_SIZE),
                reader.get(Catalog.OUTBOUND_MAX_REDIRECTS));
    }

    private static Optional<PersistenceSettings.Server> database(SettingsReader reader) {
        var url = reader.get(Catalog.STORAGE_URL);
        var user = reader.get(Catalog.STORAGE_USER);
        var password = reader.get(Catalog.STORAGE_PASSWORD);
        if (url.isEmpty() && (user.isPresent() || password.isPresent()))
            throw new IllegalArgumentException(
                    "storage.user and storage.password are for the server of storage.url, which is not set");
        return url.map(given -> new PersistenceSettings.Server(given, user, password));
    }

    /** Each setting as {@code key = value}, in the order of the reference. */
    public List<String> inForce() {
        var providers =
                llm.providers().stream().flatMap(provider -> new ProviderCatalog(provider.name()).shown(provider));
        return Stream.of(
                        firstInForce(),
                        ServerCatalog.shown(server, tokensPerUser),
                        lastInForce(),
                        OidcCatalog.shown(access.oidc()),
                        providers)
                .flatMap(lines -> lines)
                .toList();
    }

    private Stream<String> firstInForce() {
        return Stream.of(
                line(Catalog.EMBEDDING_MODEL, embedding.model()),
                line(Catalog.EMBEDDING_THREADS, embedding.threads()),
                line(Catalog.EMBEDDING_CACHE, embedding.cache()),
                line(Catalog.INDEX_RAM_BUFFER, (long) index.ramBufferMebibytes() << MEBIBYTE_BITS),
                line(Catalog.STORAGE_URL, storage.server().map(PersistenceSettings.Server::url)),
                line(Catalog.STORAGE_USER, storage.server().flatMap(PersistenceSettings.Server::user)),
                line(Catalog.STORAGE_PASSWORD, storage.server().flatMap(PersistenceSettings.Server::password)),
                line(Catalog.STORAGE_LEASE, storage.lease()),
                line(Catalog.STORAGE_HEARTBEAT, heartbeat),
                line(Catalog.ACCESS_MASTER_KEY, access.masterKey()),
                line(Catalog.ACCESS_MASTER_KEY_COMMAND, access.masterKeyCommand()),
                line(Catalog.DOCUMENTS_MAX_FILE_SIZE, documents.maxFileBytes()),
                line(Catalog.INGESTION_CHUNK_TOKENS, ingestion.chunkTokens()),
                line(Catalog.INGESTION_WORKERS, ingestion.workers()),
                line(Catalog.RETRIEVAL_DEPTH, retrieval.depth()),
                line(Catalog.RETRIEVAL_FUSION, retrieval.fusion()),
                line(Catalog.RETRIEVAL_VECTOR_WEIGHT, retrieval.vectorWeight()),
                line(Catalog.LLM_DEFAULT_MODEL, llm.defaultModel()),
                line(Catalog.LLM_SILENCE_LIMIT, llm.limits().silence()),
                line(Catalog.LLM_CALL_LIMIT, llm.limits().whole()),
                line(Catalog.TOOLS_OFFERED, tools.offered()));
    }

    private Stream<String> lastInForce() {
        return Stream.of(
                line(Catalog.TOOL_SERVERS_CLIENT_METADATA, toolSignIns.clientMetadata()),
                line(Catalog.OUTBOUND_ALLOW, outbound.rules().allowed()),
                line(Catalog.OUTBOUND_DENY, outbound.rules().denied()),
                line(Catalog.OUTBOUND_PORTS, outbound.rules().ports()),
                line(Catalog.OUTBOUND_CONNECT_LIMIT, outbound.connect()),
                line(Catalog.OUTBOUND_SILENCE_LIMIT, outbound.silence()),
                line(Catalog.OUTBOUND_CALL_LIMIT, outbound.whole()),
                line(Catalog.OUTBOUND_MAX_SIZE, outbound.maxBytes()),
                line(Catalog.OUTBOUND_MAX_REDIRECTS, outbound.maxRedirects()),
                line(Catalog.LOGGING_FORMAT, logging.format()),
                line(Catalog.LOGGING_LEVEL, logging.level()));
    }

    static <T> String line(Setting<T> setting, T value) {
        var shown = setting.show(value);
        return setting.name() + " = " + (shown.isEmpty() ? setting.shownFallback() : shown);
    }

    private static VectorSettings index(Path directory, EmbeddingSettings embedding, int ramBuffer) {
        var model = LocalEmbeddings.describe(embedding);
        return new VectorSettings(directory.resolve(INDEX), model.name(), model.dimension(), ramBuffer);
    }

    public Path dataDirectory() {
        return storage.directory();
    }

    /** Where uploads are kept. */
    public Path uploads() {
        return dataDirectory().resolve(UPLOADS);
    }

    /** The same over another data directory, with the records in it. */
    public Settings at(Path otherDirectory) {
        return new Settings(
                file,
                embedding,
                index(otherDirectory, embedding, index.ramBufferMebibytes()),
                new PersistenceSettings(otherDirectory, storage.lease(), Optional.empty()),
                heartbeat,
                new AccessSettings(
                        otherDirectory.resolve(MASTER_KEY),
                        access.masterKey(),
                        access.masterKeyCommand(),
                        access.oidc()),
                documents,
                ingestion,
                retrieval,
                llm,
                tools,
                tokensPerUser,
                server,
                toolSignIns,
                outbound,
                logging);
    }

    public Settings with(LoggingSettings other) {
        return new Settings(
                file,
                embedding,
                index,
                storage,
                heartbeat,
                access,
                documents,
                ingestion,
                retrieval,
                llm,
                tools,
                tokensPerUser,
                server,
                toolSignIns,
                outbound,
                other);
    }
}
