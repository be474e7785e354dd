package io.mcpagent.adapter.vector;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeScheduler;
import org.apache.lucene.store.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the files are read, written, checked and thrown away. Runs on the index's thread only. */
final class IndexFiles {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFiles.class);

    private static final String LAYOUT = "layout";
    /** Another number makes older indexes be emptied and filled again from the records. */
    private static final String CURRENT_LAYOUT = "1";

    private static final String MODEL = "embedding_model";
    private static final String DIMENSION = "embedding_dimension";

    private static final int SEGMENTS_MERGED_AT_ONCE = 2;
    private static final double SMALL_SEGMENT_MEBIBYTES = 1;

    private final VectorSettings settings;
    private final Directory directory;

    IndexFiles(VectorSettings settings, Directory directory) {
        this.settings = settings;
        this.directory = directory;
    }

    boolean areThere() throws IOException {
        return Arrays.stream(directory.listAll()).anyMatch(name -> !name.equals(IndexWriter.WRITE_LOCK_NAME));
    }

    /** Empty, and the files gone, when they are damaged. */
    Optional<DirectoryReader> openReader() throws IOException {
        try {
            var reader = DirectoryReader.open(directory);
            try {
                check(reader);
                return Optional.of(reader);
            } catch (IOException | RuntimeException e) {
                reader.close();
                throw e;
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            if (!isDamage(e)) throw e;
            LOG.warn(
                    "{}: the index is damaged and was emptied; it is filled again from the records ({})",
                    settings.directory(),
                    e.toString());
            LOG.debug("where the damage showed", e);
            wipe();
            return Optional.empty();
        }
    }

    IndexWriter openWriter(Analyzer analyzer, MergeScheduler merges) throws IOException {
        var config = new IndexWriterConfig(analyzer)
                .setRAMBufferSizeMB(settings.ramBufferMebibytes())
                .setMergeScheduler(merges)
                .setMergePolicy(fewSegments())
                .setCommitOnClose(false);
        var writer = new IndexWriter(directory, config);
        writer.setLiveCommitData(Map.of(
                        LAYOUT, CURRENT_LAYOUT,
                        MODEL, settings.model(),
                        DIMENSION, Integer.toString(settings.dimension()))
                .entrySet());
        return writer;
    }

    /** Under the lock, so that nobody's files vanish under their hands. */
    void wipe() throws IOException {
        try (var lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            lock.ensureValid();
            for (var name : directory.listAll()) {
                if (!name.equals(IndexWriter.WRITE_LOCK_NAME)) directory.deleteFile(name);
            }
        }
    }

    private void check(DirectoryReader reader) throws IOException {
        var stored = reader.getIndexCommit().getUserData();
        var layout = stored.getOrDefault(LAYOUT, "none");
        if (!layout.equals(CURRENT_LAYOUT))
            throw new CorruptIndexException("its layout is %s, not %s".formatted(layout, CURRENT_LAYOUT), "commit");
        var model = stored.getOrDefault(MODEL, "");
        var dimension = stored.getOrDefault(DIMENSION, "");
        if (!model.equals(settings.model()) || !dimension.equals(Integer.toString(settings.dimension())))
            throw IndexFailures.otherModel(settings.directory(), model, dimension, settings);
        for (var leaf : reader.leaves()) {
            leaf.reader().checkIntegrity();
        }
    }

    /**
     * A vector query walks the graph of each segment, so that four cost nearly four times one. Merging twice as often as
     * Lucene would is paid once for each chunk, and is little beside its embedding.
     */
    private static MergePolicy fewSegments() {
        var policy = new LogByteSizeMergePolicy();
        policy.setMergeFactor(SEGMENTS_MERGED_AT_ONCE);
        policy.setMinMergeMB(SMALL_SEGMENT_MEBIBYTES);
        return policy;
    }

    private static boolean isDamage(Exception failure) {
        return switch (failure) {
            case CorruptIndexException corrupt -> true;
            case IndexFormatTooOldException old -> true;
            case IndexFormatTooNewException tooNew -> true;
            case IndexNotFoundException noCommit -> true;
            case NoSuchFileException missing -> true;
            case FileNotFoundException missing -> true;
            case EOFException truncated -> true;
            case IOException other -> false;
            default -> true; // what Lucene's decoders make of bytes that make no sense
        };
    }
}
