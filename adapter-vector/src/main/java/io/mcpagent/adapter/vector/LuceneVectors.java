package io.mcpagent.adapter.vector;

import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.retrieval.TextAnalysisPort;
import io.mcpagent.domain.retrieval.VectorStorePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * The index in a directory, which one process at a time may write to. Searching opens no writer and takes no lock; a
 * directory that does not exist is an empty index.
 */
public final class LuceneVectors implements AutoCloseable {
    // Lucene says on stderr, through java.util.logging, which memory and vector instructions it found, and complains
    // where
    // the vector module was left out on purpose. Held here, as the log manager's own reference is weak.
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    static {
        LUCENE.setLevel(Level.SEVERE);
    }

    private final LuceneIndex index;
    private final VectorStorePort store;
    private final LuceneTextAnalysis analysis;

    private LuceneVectors(LuceneIndex index, LuceneTextAnalysis analysis) {
        this.index = index;
        this.analysis = analysis;
        this.store = new LuceneVectorStore(index, analysis);
    }

    /**
     * Opens what is there. A damaged index is emptied, see {@link #wasRebuilt()}.
     *
     * @throws io.mcpagent.domain.failure.Conflict {@code index_model_mismatch}, when it holds another model's vectors
     * @throws io.mcpagent.domain.failure.UpstreamFailure {@code index_unreadable}
     */
    public static LuceneVectors open(VectorSettings settings) {
        return open(settings, MMapDirectory::new, false);
    }

    /** Opens it empty, whatever it held and of whatever model: for indexing everything again. */
    public static LuceneVectors openFresh(VectorSettings settings) {
        return open(settings, MMapDirectory::new, true);
    }

    /**
     * Which generation of each document lies there; every byte is checked, and nothing is changed.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure {@code index_damaged}
     */
    public static Map<DocumentId, Long> inspect(VectorSettings settings) {
        if (!Files.isDirectory(settings.directory())) return Map.of();
        try (var directory = new MMapDirectory(settings.directory())) {
            if (!DirectoryReader.indexExists(directory)) return Map.of();
            try (var reader = DirectoryReader.open(directory)) {
                for (var leaf : reader.leaves()) {
                    leaf.reader().checkIntegrity();
                }
                return StoredChunks.generations(reader);
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            throw IndexFailures.onReading(settings.directory(), e);
        }
    }

    static LuceneVectors open(VectorSettings settings, OpensDirectory files, boolean fresh) {
        var analysis = new LuceneTextAnalysis();
        return new LuceneVectors(LuceneIndex.open(settings, files, analysis.ofFields(), fresh), analysis);
    }

    public VectorStorePort store() {
        return store;
    }

    public TextAnalysisPort analysis() {
        return analysis;
    }

    /** Whether a damaged index was found and emptied, so that everything has to be indexed again from the records. */
    public boolean wasRebuilt() {
        return index.wasRebuilt();
    }

    /** Ends merges that run; what was replaced or deleted is on disk already. */
    @Override
    public void close() {
        index.close();
    }

    @FunctionalInterface
    interface OpensDirectory {
        Directory open(Path path) throws IOException;
    }
}
