package io.mcpagent.adapter.rest;

import io.mcpagent.application.document.DocumentPorts;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.document.IngestionSettings;
import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.application.retrieval.HybridSearch;
import io.mcpagent.application.retrieval.RetrievalSettings;
import io.mcpagent.application.retrieval.RetrievalSettings.FusionMethod;
import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.application.retrieval.SearchService;
import io.mcpagent.application.task.LeaseKeeper;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.document.InMemoryCollectionRepository;
import io.mcpagent.testkit.document.InMemoryDocumentRepository;
import io.mcpagent.testkit.document.InMemoryFileStore;
import io.mcpagent.testkit.document.PlainTextExtraction;
import io.mcpagent.testkit.retrieval.InMemoryVectorStore;
import io.mcpagent.testkit.task.InMemoryTaskQueue;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryTransactions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A platform of fakes behind a real server. */
final class InMemoryPlatform implements RestHost, AutoCloseable {
    private static final Path ROOT = Path.of("/manuals");

    private final SteppingTime time = new SteppingTime();
    private final CountingIds ids = new CountingIds();
    private final InMemoryStore store = new InMemoryStore(time);
    private final InMemoryVectorStore index = new InMemoryVectorStore();
    private final InMemoryFileStore files = new InMemoryFileStore();
    private final LeaseKeeper leases = new LeaseKeeper(new InMemoryTaskQueue(store), Duration.ofSeconds(10));
    private final PausingEmbeddings embeddings = new PausingEmbeddings();

    /** Has the next search wait until it is told to go on. */
    PausingEmbeddings.Pause pauseNextEmbedding() {
        return embeddings.pauseNext();
    }

    /** Ingests a file of the folder {@code /manuals}, whose collection has that name. */
    void holds(String name, String text) {
        files.put(ROOT, name, text);
        documents()
                .sync(Caller.LOCAL_OWNER, new SyncRequest(ROOT, Optional.empty(), Optional.empty(), false), done -> {});
    }

    @Override
    public SearchService search() {
        var scopes = new Scopes(new InMemoryCollectionRepository(store));
        var settings = new RetrievalSettings(100, FusionMethod.MIN_MAX, 0.5);
        var hybrid = new HybridSearch(embeddings, index, settings, System::nanoTime);
        return new SearchService(scopes, hybrid, index, new InMemoryDocumentRepository(store));
    }

    DocumentService documents() {
        var ports = new DocumentPorts(
                files,
                new PlainTextExtraction(),
                embeddings,
                index,
                new InMemoryCollectionRepository(store),
                new InMemoryDocumentRepository(store),
                new InMemoryTaskQueue(store),
                new InMemoryTransactions(store));
        return DocumentService.over(ports, new IngestionSettings(64, 1), leases, ids, time);
    }

    @Override
    public void close() {
        leases.close();
    }
}
