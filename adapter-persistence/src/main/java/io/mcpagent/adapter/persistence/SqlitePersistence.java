package io.mcpagent.adapter.persistence;

import io.mcpagent.adapter.persistence.agent.YamlAgentRepository;
import io.mcpagent.adapter.persistence.conversation.SqliteConversationRepository;
import io.mcpagent.adapter.persistence.document.SqliteCollectionRepository;
import io.mcpagent.adapter.persistence.document.SqliteDocumentRepository;
import io.mcpagent.adapter.persistence.llm.SqliteEmbeddingRepository;
import io.mcpagent.adapter.persistence.run.SqliteRunRepository;
import io.mcpagent.adapter.persistence.task.SqliteTaskQueue;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.adapter.persistence.transaction.SqliteTransactions;
import io.mcpagent.domain.agent.AgentRepository;
import io.mcpagent.domain.conversation.ConversationRepository;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.llm.EmbeddingRepository;
import io.mcpagent.domain.run.RunRepository;
import io.mcpagent.domain.task.TaskQueuePort;
import io.mcpagent.domain.transaction.TransactionPort;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The records of one data directory, which this process holds alone until it closes them. Open it before, and close it
 * after, whatever else uses the directory.
 *
 * <p>The ports are safe for use by many threads. Each call outside a transaction is one by itself.
 */
public final class SqlitePersistence implements AutoCloseable {
    private static final String FILE = "mcp-agent.db";
    private static final String AGENTS = "agents";

    private final DataDirectory directory;
    private final Database database;
    private final SqliteTaskQueue tasks;
    private final InstantSource clock;

    private SqlitePersistence(
            DataDirectory directory, Database database, PersistenceSettings settings, InstantSource clock) {
        this.directory = directory;
        this.database = database;
        this.tasks = new SqliteTaskQueue(database, settings.lease(), settings.node(), clock);
        this.clock = clock;
    }

    /**
     * Takes hold of the data directory, brings the database to its newest form and voids the leases of whoever held the
     * directory before.
     *
     * @throws io.mcpagent.domain.failure.Conflict with code {@code data_directory_held}
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code data_directory_unusable},
     *     {@code newer_version_needed}, {@code database_damaged}, {@code disk_full} or {@code database_unusable}
     */
    public static SqlitePersistence open(PersistenceSettings settings, InstantSource clock) {
        var directory = DataDirectory.claim(settings.directory());
        try {
            return open(directory, settings, clock);
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    private static SqlitePersistence open(DataDirectory directory, PersistenceSettings settings, InstantSource clock) {
        var database = new Database(directory.path().resolve(FILE));
        try {
            Migrations.run(database);
            var persistence = new SqlitePersistence(directory, database, settings, clock);
            persistence.tasks.voidLeases();
            return persistence;
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    /**
     * Looks at a data directory without taking hold of it and without changing anything, also while another process
     * holds it.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code database_damaged} or {@code database_unusable}
     */
    public static Inspection inspect(PersistenceSettings settings) {
        var file = settings.directory().resolve(FILE);
        if (!Files.exists(file)) return new Inspection(Optional.empty(), Map.of());
        try (var database = new Database(file)) {
            var version = Migrations.version(database);
            return new Inspection(
                    Optional.of(version),
                    version == Migrations.NEWEST ? new SqliteDocumentRepository(database).ready() : Map.of());
        }
    }

    /** Who holds the data directory now: a pid, or empty when nobody does. */
    public static Optional<String> holder(PersistenceSettings settings) {
        return DataDirectory.holder(settings.directory());
    }

    /**
     * What lies in a data directory.
     *
     * @param version of the database; empty where there is none yet
     * @param ready which documents can be found, and in which generation
     */
    public record Inspection(Optional<Integer> version, Map<DocumentId, Long> ready) {
        public Inspection {
            ready = Map.copyOf(ready);
        }
    }

    public TransactionPort transactions() {
        return new SqliteTransactions(database);
    }

    public TaskQueuePort tasks() {
        return tasks;
    }

    public RunRepository runs() {
        return new SqliteRunRepository(database, clock);
    }

    public ConversationRepository conversations() {
        return new SqliteConversationRepository(database);
    }

    public DocumentRepository documents() {
        return new SqliteDocumentRepository(database);
    }

    public CollectionRepository collections() {
        return new SqliteCollectionRepository(database);
    }

    /** Those of the YAML files in the folder {@code agents} of the data directory. */
    public AgentRepository agents() {
        return new YamlAgentRepository(directory.path().resolve(AGENTS));
    }

    public EmbeddingRepository embeddings() {
        return new SqliteEmbeddingRepository(database);
    }

    /** Waits for transactions that are under way, then lets go of the directory. */
    @Override
    public void close() {
        try {
            database.close();
        } finally {
            directory.close();
        }
    }
}
