package io.mcpagent.adapter.persistence;

import io.mcpagent.adapter.persistence.access.AccessRows;
import io.mcpagent.adapter.persistence.access.JpaApiKeyRepository;
import io.mcpagent.adapter.persistence.access.JpaExternalIdentityRepository;
import io.mcpagent.adapter.persistence.access.JpaGrantRepository;
import io.mcpagent.adapter.persistence.access.JpaRefreshTokenRepository;
import io.mcpagent.adapter.persistence.access.JpaSigningKeyRepository;
import io.mcpagent.adapter.persistence.access.JpaUserRepository;
import io.mcpagent.adapter.persistence.access.SqlAuditRepository;
import io.mcpagent.adapter.persistence.agent.YamlAgentRepository;
import io.mcpagent.adapter.persistence.conversation.SqlConversationRepository;
import io.mcpagent.adapter.persistence.document.SqlCollectionRepository;
import io.mcpagent.adapter.persistence.document.SqlDocumentRepository;
import io.mcpagent.adapter.persistence.document.SqlUploadRepository;
import io.mcpagent.adapter.persistence.idempotency.SqlIdempotencyRepository;
import io.mcpagent.adapter.persistence.llm.SqlEmbeddingRepository;
import io.mcpagent.adapter.persistence.ratelimit.LocalRateLimits;
import io.mcpagent.adapter.persistence.run.SqlInboxRepository;
import io.mcpagent.adapter.persistence.run.SqlKeptResultRepository;
import io.mcpagent.adapter.persistence.run.SqlRunRepository;
import io.mcpagent.adapter.persistence.task.SqlTaskQueue;
import io.mcpagent.adapter.persistence.tool.JpaToolServerRepository;
import io.mcpagent.adapter.persistence.tool.SqlPendingToolServerSignInRepository;
import io.mcpagent.adapter.persistence.tool.SqlToolServerSignInRepository;
import io.mcpagent.adapter.persistence.tool.ToolRows;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.adapter.persistence.transaction.Entities;
import io.mcpagent.adapter.persistence.transaction.PostgresServer;
import io.mcpagent.adapter.persistence.transaction.SqlTransactions;
import io.mcpagent.domain.access.ApiKeyRepository;
import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.access.ExternalIdentityRepository;
import io.mcpagent.domain.access.GrantRepository;
import io.mcpagent.domain.access.RefreshTokenRepository;
import io.mcpagent.domain.access.SigningKey;
import io.mcpagent.domain.access.SigningKeyRepository;
import io.mcpagent.domain.access.UserRepository;
import io.mcpagent.domain.agent.AgentRepository;
import io.mcpagent.domain.conversation.ConversationRepository;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.document.UploadRepository;
import io.mcpagent.domain.idempotency.IdempotencyRepository;
import io.mcpagent.domain.llm.EmbeddingRepository;
import io.mcpagent.domain.ratelimit.RateLimitPort;
import io.mcpagent.domain.run.InboxRepository;
import io.mcpagent.domain.run.KeptResultRepository;
import io.mcpagent.domain.run.RunRepository;
import io.mcpagent.domain.task.TaskQueuePort;
import io.mcpagent.domain.tool.PendingToolServerSignIn;
import io.mcpagent.domain.tool.PendingToolServerSignInRepository;
import io.mcpagent.domain.tool.ToolServerEntry;
import io.mcpagent.domain.tool.ToolServerRepository;
import io.mcpagent.domain.tool.ToolServerSignIn;
import io.mcpagent.domain.tool.ToolServerSignInRepository;
import io.mcpagent.domain.transaction.TransactionPort;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The records of one data directory, which this process holds alone until it closes them; with PostgreSQL they lie on its
 * server, and other nodes may use them too. Open it before, and close it after, whatever else uses the directory.
 *
 * <p>The ports are safe for use by many threads. Each call outside a transaction is one by itself.
 */
public final class SqlPersistence implements AutoCloseable {
    /** The one node of a database that lies in its data directory. */
    private static final String LOCAL = "local";

    private static final String AGENTS = "agents";

    private static final List<Class<?>> TYPES =
            Stream.concat(AccessRows.TYPES.stream(), ToolRows.TYPES.stream()).toList();

    private final DataDirectory directory;
    private final Database database;
    private final Entities entities;
    private final SqlTaskQueue tasks;
    private final ToolServerRepository toolServers;
    private final UserRepository users;
    private final ApiKeyRepository apiKeys;
    private final CollectionRepository collections;
    private final InstantSource clock;

    private SqlPersistence(DataDirectory directory, Database database, SqlTaskQueue tasks, InstantSource clock) {
        this.directory = directory;
        this.database = database;
        entities = new Entities(database, TYPES);
        this.tasks = tasks;
        this.toolServers = new JpaToolServerRepository(entities);
        this.users = new JpaUserRepository(entities);
        this.apiKeys = new JpaApiKeyRepository(entities);
        this.collections = new SqlCollectionRepository(database);
        this.clock = clock;
    }

    /**
     * Takes hold of the data directory, brings the database to its newest form and voids the leases of whoever held the
     * directory before.
     *
     * @throws io.mcpagent.domain.failure.Conflict with code {@code data_directory_held}
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code data_directory_unusable},
     *     {@code newer_version_needed}, {@code database_damaged}, {@code disk_full}, {@code database_unusable}, or for a
     *     server {@code database_unreachable} or {@code database_refused}
     */
    public static SqlPersistence open(PersistenceSettings settings, InstantSource clock) {
        return open(settings, clock, UnaryOperator.identity());
    }

    /** @param around what connections are taken through */
    static SqlPersistence open(PersistenceSettings settings, InstantSource clock, UnaryOperator<DataSource> around) {
        var directory = DataDirectory.claim(settings.directory());
        try {
            var database = database(settings, around);
            try {
                return open(directory, database, settings, clock);
            } catch (RuntimeException | Error e) {
                database.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    private static SqlPersistence open(
            DataDirectory directory, Database database, PersistenceSettings settings, InstantSource clock) {
        Migrations.run(database);
        var node = settings.server().isPresent() ? directory.node() : LOCAL;
        var tasks = new SqlTaskQueue(database, settings.lease(), node, clock);
        tasks.voidLeases();
        return new SqlPersistence(directory, database, tasks, clock);
    }

    private static Database database(PersistenceSettings settings, UnaryOperator<DataSource> around) {
        return settings.server()
                .map(server ->
                        Database.postgresql(new PostgresServer(server.url(), server.user(), server.password()), around))
                .orElseGet(() -> Database.sqlite(settings.file(), around));
    }

    /**
     * Looks at the records without taking hold of the data directory and without changing anything, also while another
     * process holds it.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure as {@link #open} does
     */
    public static Inspection inspect(PersistenceSettings settings) {
        var missing = settings.server().isEmpty() && !Files.exists(settings.file());
        if (missing) return new Inspection(Optional.empty(), Map.of());
        try (var database = database(settings, UnaryOperator.identity())) {
            var version = Migrations.version(database);
            return new Inspection(
                    Optional.of(version),
                    version == Migrations.NEWEST ? new SqlDocumentRepository(database).ready() : Map.of());
        }
    }

    /** The signing keys, as they are sealed, without taking hold of the data directory; none where it has no records. */
    public static List<SigningKey> signingKeys(PersistenceSettings settings) {
        return look(settings, (database, entities) -> new JpaSigningKeyRepository(entities).all());
    }

    /** The tool servers, as they are sealed, in the same way. */
    public static List<ToolServerEntry> toolServers(PersistenceSettings settings) {
        return look(settings, (database, entities) -> new JpaToolServerRepository(entities).all());
    }

    /** The sign-ins with tool servers, as they are sealed, in the same way. */
    public static List<ToolServerSignIn> toolServerSignIns(PersistenceSettings settings) {
        return look(settings, (database, entities) -> new SqlToolServerSignInRepository(database).all());
    }

    /** Those that were begun, the same way. */
    public static List<PendingToolServerSignIn> pendingToolServerSignIns(PersistenceSettings settings) {
        return look(settings, (database, entities) -> new SqlPendingToolServerSignInRepository(database).all());
    }

    private static <T> List<T> look(PersistenceSettings settings, BiFunction<Database, Entities, List<T>> question) {
        var missing = settings.server().isEmpty() && !Files.exists(settings.file());
        if (missing) return List.of();
        try (var database = database(settings, UnaryOperator.identity());
                var entities = new Entities(database, TYPES)) {
            return Migrations.version(database) == Migrations.NEWEST ? question.apply(database, entities) : List.of();
        }
    }

    /** The agents of the data directory, without taking hold of it. */
    public static AgentRepository agents(PersistenceSettings settings) {
        return new YamlAgentRepository(settings.directory().resolve(AGENTS));
    }

    /** Who holds the data directory now: a pid, or empty when nobody does. */
    public static Optional<String> holder(PersistenceSettings settings) {
        return DataDirectory.holder(settings.directory());
    }

    /**
     * What the records say.
     *
     * @param version of the database; empty where there is none yet, 0 where it has no tables
     * @param ready which documents can be found, and in which generation
     */
    public record Inspection(Optional<Integer> version, Map<DocumentId, Long> ready) {
        public Inspection {
            ready = Map.copyOf(ready);
        }
    }

    public TransactionPort transactions() {
        return new SqlTransactions(database);
    }

    public TaskQueuePort tasks() {
        return tasks;
    }

    public RunRepository runs() {
        return new SqlRunRepository(database);
    }

    public KeptResultRepository keptResults() {
        return new SqlKeptResultRepository(database);
    }

    public InboxRepository inbox() {
        return new SqlInboxRepository(database);
    }

    public ConversationRepository conversations() {
        return new SqlConversationRepository(database);
    }

    public DocumentRepository documents() {
        return new SqlDocumentRepository(database);
    }

    public UploadRepository uploaded() {
        return new SqlUploadRepository(database);
    }

    public CollectionRepository collections() {
        return collections;
    }

    /** Those of the YAML files in the folder {@code agents} of the data directory. */
    public AgentRepository agents() {
        return new YamlAgentRepository(directory.path().resolve(AGENTS));
    }

    public UserRepository users() {
        return users;
    }

    public ApiKeyRepository apiKeys() {
        return apiKeys;
    }

    public ExternalIdentityRepository externalIdentities() {
        return new JpaExternalIdentityRepository(entities);
    }

    public RefreshTokenRepository refreshTokens() {
        return new JpaRefreshTokenRepository(entities);
    }

    public SigningKeyRepository signingKeys() {
        return new JpaSigningKeyRepository(entities);
    }

    public ToolServerRepository toolServers() {
        return toolServers;
    }

    public GrantRepository grants() {
        return new JpaGrantRepository(entities);
    }

    /** New buckets, of this process alone. */
    public RateLimitPort rateLimits() {
        return LocalRateLimits.open(clock);
    }

    public AuditRepository audit() {
        return new SqlAuditRepository(database);
    }

    public IdempotencyRepository idempotency() {
        return new SqlIdempotencyRepository(database);
    }

    public ToolServerSignInRepository toolServerSignIns() {
        return new SqlToolServerSignInRepository(database);
    }

    public PendingToolServerSignInRepository pendingToolServerSignIns() {
        return new SqlPendingToolServerSignInRepository(database);
    }

    public EmbeddingRepository embeddings() {
        return new SqlEmbeddingRepository(database);
    }

    /** Waits for transactions that are under way, then lets go of the directory. */
    @Override
    public void close() {
        try {
            try {
                database.close();
            } finally {
                // Behind the transactions, of which some may use it.
                entities.close();
            }
        } finally {
            directory.close();
        }
    }
}
