package io.mcpagent.adapter.vector;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LRUQueryCache;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index as files: searchers for any thread, one writer for the thread of its own, opened by the first write.
 *
 * <p>Searches run on the caller's thread, a virtual one that may be interrupted: the directory maps files into memory, so
 * a search touches no channel. What opens files (a reader, a refresh, a writer) runs on the index's thread.
 */
final class LuceneIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);
    private static final int CACHED_FILTERS = 64;
    private static final long CACHED_FILTERS_BYTES = 32L << 20;

    private final VectorSettings settings;
    private final LuceneVectors.OpensDirectory opening;
    private final Analyzer analyzer;
    private final IndexThread thread = new IndexThread();
    private final LRUQueryCache filters =
            new LRUQueryCache(CACHED_FILTERS, CACHED_FILTERS_BYTES, leaf -> true, Float.POSITIVE_INFINITY);

    private volatile @Nullable SearcherManager searchers;
    private volatile boolean rebuilt;
    // These two belong to the index's thread.
    private @Nullable Directory directory;
    private @Nullable IndexWriter writer;

    private LuceneIndex(VectorSettings settings, LuceneVectors.OpensDirectory opening, Analyzer analyzer) {
        this.settings = settings;
        this.opening = opening;
        this.analyzer = analyzer;
    }

    static LuceneIndex open(
            VectorSettings settings, LuceneVectors.OpensDirectory opening, Analyzer analyzer, boolean fresh) {
        var index = new LuceneIndex(settings, opening, analyzer);
        try {
            index.thread.call(() -> index.openReader(fresh));
            return index;
        } catch (IOException e) {
            index.close();
            throw IndexFailures.onOpening(settings.directory(), e);
        } catch (RuntimeException e) {
            index.close();
            throw e;
        }
    }

    boolean wasRebuilt() {
        return rebuilt;
    }

    /** What the search finds; empty where nothing was ever written. */
    <T> Optional<T> read(Search<T> search) {
        var current = searchers;
        if (current == null) return Optional.empty();
        try {
            var searcher = current.acquire();
            try {
                return Optional.of(search.on(searcher));
            } finally {
                current.release(searcher);
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            throw IndexFailures.onReading(settings.directory(), e);
        }
    }

    /** All or nothing, durable and seen by searches on return. */
    void write(Change change) {
        onThread(() -> {
            try {
                change.on(writer());
                commit();
            } catch (IOException | RuntimeException e) {
                var tragedy = writer == null ? null : writer.getTragicException();
                abandonWriter();
                // A merge in the background had failed, and the writer had closed itself.
                if (e instanceof AlreadyClosedException && tragedy != null)
                    throw IndexFailures.onWriting(settings.directory(), tragedy);
                throw e;
            }
        });
    }

    @Override
    public void close() {
        onThread(() -> {
            if (writer != null) {
                // Without waiting for the merges that run: they can take a minute, and the next writer begins them
                // again.
                writer.commit();
                writer.rollback();
            }
            if (searchers != null) searchers.close();
            if (directory != null) directory.close();
        });
        thread.close();
    }

    private void onThread(IndexThread.Work work) {
        try {
            thread.call(work);
        } catch (IOException | AlreadyClosedException e) {
            throw IndexFailures.onWriting(settings.directory(), e);
        }
    }

    private void openReader(boolean fresh) throws IOException {
        if (!Files.isDirectory(settings.directory())) return;
        var files = new IndexFiles(settings, directory());
        if (!files.areThere()) return;
        if (fresh) {
            files.wipe();
            return;
        }
        var reader = files.openReader();
        rebuilt = reader.isEmpty();
        if (reader.isPresent()) searchers = new SearcherManager(reader.get(), new Searchers());
    }

    private IndexWriter writer() throws IOException {
        var open = writer;
        if (open == null || !open.isOpen()) {
            open = new IndexFiles(settings, directory())
                    .openWriter(analyzer, new PublishedMerges(() -> thread.later(this::publishMerge)));
            writer = open;
        }
        return open;
    }

    private Directory directory() throws IOException {
        var open = directory;
        if (open == null) {
            open = opening.open(settings.directory());
            directory = open;
        }
        return open;
    }

    private void commit() throws IOException {
        writer().commit();
        var current = searchers;
        if (current == null) searchers = new SearcherManager(DirectoryReader.open(directory()), new Searchers());
        else current.maybeRefreshBlocking();
    }

    private void publishMerge() {
        if (writer == null || !writer.isOpen()) return;
        try {
            commit();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "{}: merged segments could not be committed; the next write tries again ({})",
                    settings.directory(),
                    e.toString());
            LOG.debug("where the commit failed", e);
            abandonWriter();
        }
    }

    /** Drops what was not committed, and the lock. */
    private void abandonWriter() {
        var broken = writer;
        writer = null;
        if (broken == null) return;
        try {
            broken.rollback();
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}: the index's writer could not be closed ({})", settings.directory(), e.toString());
            LOG.debug("where closing failed", e);
        }
    }

    @FunctionalInterface
    interface Search<T> {
        T on(IndexSearcher searcher) throws IOException;
    }

    @FunctionalInterface
    interface Change {
        void on(IndexWriter writer) throws IOException;
    }

    private final class Searchers extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
            var searcher = new IndexSearcher(reader);
            searcher.setQueryCache(filters);
            searcher.setQueryCachingPolicy(CollectionFilter.KEEPS_THESE);
            return searcher;
        }
    }
}
