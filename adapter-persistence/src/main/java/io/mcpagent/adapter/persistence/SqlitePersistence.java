package io.mcpagent.adapter.persistence;

import io.mcpagent.adapter.persistence.conversation.SqliteConversationRepository;
import io.mcpagent.adapter.persistence.document.SqliteCollectionRepository;
import io.mcpagent.adapter.persistence.document.SqliteDocumentRepository;
import io.mcpagent.adapter.persistence.llm.SqliteEmbeddingRepository;
import io.mcpagent.adapter.persistence.run.SqliteRunRepository;
import io.mcpagent.adapter.persistence.task.SqliteTaskQueue;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.adapter.persistence.transaction.SqliteTransactions;
import io.mcpagent.domain.conversation.ConversationRepository;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.llm.EmbeddingRepository;
import io.mcpagent.domain.run.RunRepository;
import io.mcpagent.domain.task.TaskQueuePort;
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.InstantSource;

/**
 * The records of one data directory, which this process holds alone until it closes them. Open it before, and close it
 * after, whatever else uses the directory.
 *
 * <p>The ports are safe for use by many threads. Each call outside a transaction is one by itself.
 */
public final class SqlitePersistence implements AutoCloseable {
    private static final String FILE = "mcp-agent.db";

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
