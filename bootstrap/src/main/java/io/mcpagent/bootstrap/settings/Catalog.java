package io.mcpagent.bootstrap.settings;

import io.mcpagent.adapter.documents.DocumentSettings;
import io.mcpagent.adapter.llm.EmbeddingSettings;
import io.mcpagent.adapter.llm.LocalEmbeddings;
import io.mcpagent.adapter.llm.conversation.ProviderSettings.Limits;
import io.mcpagent.adapter.mcp.signin.SignInSettings;
import io.mcpagent.adapter.persistence.PersistenceSettings;
import io.mcpagent.adapter.vector.VectorSettings;
import io.mcpagent.application.retrieval.RetrievalSettings.FusionMethod;
import io.mcpagent.application.tool.ToolSettings;
import io.mcpagent.bootstrap.outbound.OutboundSettings;
import io.mcpagent.domain.outbound.Endpoint;
import io.mcpagent.domain.outbound.PlainHost;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every key there is, but for those of {@link ProviderCatalog}. */
final class Catalog {
    private static final int MOST_THREADS = 256;
    private static final int CHUNK_TOKENS = 448;
    private static final int DEPTH = 1_000;
    private static final double VECTOR_WEIGHT = .7;
    private static final long MEBIBYTE = 1L << 20;
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    static final Setting<String> EMBEDDING_MODEL = Setting.of(
            "embedding.model",
            SettingType.oneOf(LocalEmbeddings.models()),
            EmbeddingSettings.DEFAULT_MODEL,
            "The model that turns texts into vectors. Another one needs `mcp-agent collections reindex`.");
    static final Setting<Integer> EMBEDDING_THREADS = new Setting<>(
            "embedding.threads",
            SettingType.integer(1, MOST_THREADS),
            environment -> CORES,
            "the number of cores",
            "How many texts are embedded at once, each by one thread.");
    static final Setting<Path> EMBEDDING_CACHE = new Setting<>(
            "embedding.cache",
            SettingType.path(),
            Directories::cache,
            "`$XDG_CACHE_HOME/mcp-agent`, else `~/.cache/mcp-agent`",
            "A folder for the unpacked model and its native libraries. It may be deleted when nothing runs.");
    static final Setting<Long> INDEX_RAM_BUFFER = Setting.of(
            "index.ram-buffer",
            SettingType.size(MEBIBYTE, 2_000 * MEBIBYTE),
            VectorSettings.DEFAULT_RAM_BUFFER_MEBIBYTES * MEBIBYTE,
            "How much of the index is gathered in memory before it is written; whole MiB.");
    static final Setting<Optional<String>> STORAGE_URL = new Setting<>(
            "storage.url",
            SettingType.databaseUrl(
                    url -> new PersistenceSettings.Server(url, Optional.empty(), Optional.empty()).shown()),
            environment -> Optional.empty(),
            "SQLite in the data directory",
            "A database on a PostgreSQL server, as `jdbc:postgresql://HOST:5432/DATABASE`. The index stays in the data directory, so one process at a time answers from it.");
    static final Setting<Optional<String>> STORAGE_USER = new Setting<>(
            "storage.user",
            SettingType.text(),
            environment -> Optional.empty(),
            "the user of the operating system",
            "Who signs in to the database of `storage.url`, and owns the tables.");
    static final Setting<Optional<String>> STORAGE_PASSWORD = new Setting<>(
            "storage.password",
            SettingType.secret(),
            environment -> Optional.empty(),
            "none",
            "The password for it. Rather a variable than a line in a file.");
    static final Setting<Duration> STORAGE_LEASE = Setting.of(
            "storage.lease",
            SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            PersistenceSettings.DEFAULT_LEASE,
            "How long work that was taken up is left to whoever took it when no sign of life comes.");
    static final Setting<Duration> STORAGE_HEARTBEAT = Setting.of(
            "storage.heartbeat",
            SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(20)),
            Duration.ofSeconds(10),
            "How often that sign of life is given; less than half of the lease.");
    static final Setting<Long> DOCUMENTS_MAX_FILE_SIZE = Setting.of(
            "documents.max-file-size",
            SettingType.size(1, 1L << 30),
            DocumentSettings.DEFAULT.maxFileBytes(),
            "A larger file is refused.");
    static final Setting<Integer> INGESTION_CHUNK_TOKENS = Setting.of(
            "ingestion.chunk-tokens",
            SettingType.integer(32, 8_192),
            CHUNK_TOKENS,
            "The longest chunk, in tokens of the embedding model, headings included. For files taken in from then on.");
    static final Setting<Integer> INGESTION_WORKERS = new Setting<>(
            "ingestion.workers",
            SettingType.integer(1, MOST_THREADS),
            environment -> CORES,
            "the number of cores",
            "How many files are worked on at once.");
    static final Setting<Integer> RETRIEVAL_DEPTH = Setting.of(
            "retrieval.depth",
            SettingType.integer(1, 10_000),
            DEPTH,
            "How many candidates each half of a search is asked for.");
    static final Setting<FusionMethod> RETRIEVAL_FUSION = Setting.of(
            "retrieval.fusion",
            SettingType.oneOf(FusionMethod.class),
            FusionMethod.MIN_MAX,
            "How the two halves become one ranking: `min-max` by weighted scores, `reciprocal-rank` by ranks.");
    static final Setting<Double> RETRIEVAL_VECTOR_WEIGHT = Setting.of(
            "retrieval.vector-weight",
            SettingType.decimal(0, 1),
            VECTOR_WEIGHT,
            "The share of the vector half in min-max fusion.");
    static final Setting<Optional<String>> LLM_DEFAULT_MODEL = new Setting<>(
            "llm.default-model",
            SettingType.text(),
            environment -> Optional.empty(),
            "the offline answerer",
            "The model that answers, as `NAME/model`: a provider of `llm.providers` and its own name of the model.");
    static final Setting<Duration> LLM_SILENCE_LIMIT = Setting.of(
            "llm.silence-limit",
            SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            Limits.DEFAULT.silence(),
            "How long a model may say nothing, before its first word and later.");
    static final Setting<Duration> LLM_CALL_LIMIT = Setting.of(
            "llm.call-limit",
            SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(24)),
            Limits.DEFAULT.whole(),
            "How long one call of a model may take.");
    static final Setting<Integer> TOOLS_OFFERED = Setting.of(
            "tools.offered",
            SettingType.integer(ToolSettings.FEWEST, ToolSettings.MOST),
            ToolSettings.DEFAULT.offered(),
            "How many tools a model is offered at once. Where an agent has more, a run is offered those that fit its question, and one that finds the others.");
    static final Setting<Optional<String>> ACCESS_MASTER_KEY = new Setting<>(
            "access.master-key",
            SettingType.secret(),
            environment -> Optional.empty(),
            "the file `master.key` of the data directory",
            "What seals stored secrets, such as the keys that sign tokens: 32 random bytes in Base64 (`openssl rand -base64 32`). Several are divided by blanks: the first seals, all open. Nodes that share a database need the same. Rather a variable than a line in a file.");
    static final Setting<Optional<String>> ACCESS_MASTER_KEY_COMMAND = new Setting<>(
            "access.master-key-command",
            SettingType.text(),
            environment -> Optional.empty(),
            "none",
            "In its place, a program that prints the master key, such as that of a key store, with its arguments divided by blanks. It is run without a shell when the key is first needed, and has ten seconds.");
    static final Setting<Optional<URI>> TOOL_SERVERS_CLIENT_METADATA = new Setting<>(
            "tool-servers.client-metadata",
            new SettingType<>(
                    text -> SettingType.optionalUrl().read().apply(text).map(SignInSettings::requireClientId),
                    value -> value.map(URI::toString).orElse("")),
            environment -> Optional.empty(),
            "none: authorization servers register this installation",
            "The `https` address at which authorization servers of tool servers find who this installation is (a Client ID Metadata Document), such as `https://agents.example.com/oauth/client-metadata.json`. `serve` shows it at that path; they have to be able to reach it.");
    static final Setting<Set<Endpoint>> OUTBOUND_ALLOW = new Setting<>(
            "outbound.allow",
            SettingType.several(Endpoint::parse, "HOST:PORT pairs divided by commas"),
            environment -> Set.of(),
            "none",
            "Pairs such as `wiki.example.com:8080, 10.0.0.7:443` that users and models may call although their addresses are not public. All else holds for them too.");
    static final Setting<Set<String>> OUTBOUND_DENY = new Setting<>(
            "outbound.deny",
            SettingType.several(PlainHost::of, "hosts divided by commas"),
            environment -> Set.of(),
            "none",
            "Hosts, with all their subdomains, and addresses that are never called. Goes before `outbound.allow`.");
    static final Setting<Set<Integer>> OUTBOUND_PORTS = new Setting<>(
            "outbound.ports",
            SettingType.several(
                    text -> SettingType.integer(1, 65_535).read().apply(text), "port numbers divided by commas"),
            environment -> OutboundSettings.DEFAULT.rules().ports(),
            "80, 443",
            "The ports at which any public host may be called.");
    static final Setting<Duration> OUTBOUND_CONNECT_LIMIT = Setting.of(
            "outbound.connect-limit",
            SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
            OutboundSettings.DEFAULT.connect(),
            "How long it may take to resolve a name, and to connect to one of its addresses.");
    static final Setting<Duration> OUTBOUND_SILENCE_LIMIT = Setting.of(
            "outbound.silence-limit",
            SettingType.duration(Duration.ofMillis(100), Duration.ofHours(1)),
            OutboundSettings.DEFAULT.silence(),
            "How long the other side may say nothing.");
    static final Setting<Duration> OUTBOUND_CALL_LIMIT = Setting.of(
            "outbound.call-limit",
            SettingType.duration(Duration.ofMillis(100), Duration.ofHours(24)),
            OutboundSettings.DEFAULT.whole(),
            "How long a call may take, redirects and the reading of its answer included.");
    static final Setting<Long> OUTBOUND_MAX_SIZE = Setting.of(
            "outbound.max-size",
            SettingType.size(1, 1L << 30),
            OutboundSettings.DEFAULT.maxBytes(),
            "A larger answer is refused; counted after it was unpacked.");
    static final Setting<Integer> OUTBOUND_MAX_REDIRECTS = Setting.of(
            "outbound.max-redirects",
            SettingType.integer(0, 20),
            OutboundSettings.DEFAULT.maxRedirects(),
            "How many redirects are followed, each of them checked.");
    static final Setting<LoggingSettings.Format> LOGGING_FORMAT = Setting.of(
            "logging.format",
            SettingType.oneOf(LoggingSettings.Format.class),
            LoggingSettings.Format.CONSOLE,
            "Log lines for people (`console`) or one JSON object a line (`json`); on stderr.");
    static final Setting<LoggingSettings.Level> LOGGING_LEVEL = Setting.of(
            "logging.level",
            SettingType.oneOf(LoggingSettings.Level.class),
            LoggingSettings.Level.WARN,
            "The least level that is logged: `error`, `warn`, `info` or `debug`. `--debug` sets `debug`.");

    /** In the order of the reference. */
    static final List<Setting<?>> ALL = Stream.of(
                    List.<Setting<?>>of(
                            EMBEDDING_MODEL,
                            EMBEDDING_THREADS,
                            EMBEDDING_CACHE,
                            INDEX_RAM_BUFFER,
                            STORAGE_URL,
                            STORAGE_USER,
                            STORAGE_PASSWORD,
                            STORAGE_LEASE,
                            STORAGE_HEARTBEAT,
                            ACCESS_MASTER_KEY,
                            ACCESS_MASTER_KEY_COMMAND),
                    OidcCatalog.ALL,
                    List.<Setting<?>>of(
                            DOCUMENTS_MAX_FILE_SIZE,
                            INGESTION_CHUNK_TOKENS,
                            INGESTION_WORKERS,
                            RETRIEVAL_DEPTH,
                            RETRIEVAL_FUSION,
                            RETRIEVAL_VECTOR_WEIGHT,
                            LLM_DEFAULT_MODEL,
                            LLM_SILENCE_LIMIT,
                            LLM_CALL_LIMIT,
                            TOOLS_OFFERED),
                    ServerCatalog.ALL,
                    List.<Setting<?>>of(
                            TOOL_SERVERS_CLIENT_METADATA,
                            OUTBOUND_ALLOW,
                            OUTBOUND_DENY,
                            OUTBOUND_PORTS,
                            OUTBOUND_CONNECT_LIMIT,
                            OUTBOUND_SILENCE_LIMIT,
                            OUTBOUND_CALL_LIMIT,
                            OUTBOUND_MAX_SIZE,
                            OUTBOUND_MAX_REDIRECTS,
                            LOGGING_FORMAT,
                            LOGGING_LEVEL))
            .flatMap(List::stream)
            .toList();

    private Catalog() {}
}
