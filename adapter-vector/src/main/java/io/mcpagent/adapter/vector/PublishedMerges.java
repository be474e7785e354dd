package io.mcpagent.adapter.vector;

import java.io.IOException;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Merges in the background and says when one is done, as searchers see it only after a commit. */
final class PublishedMerges extends ConcurrentMergeScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedMerges.class);

    private final Runnable publish;

    PublishedMerges(Runnable publish) {
        this.publish = publish;
    }

    @Override
    protected void doMerge(MergeSource source, MergePolicy.OneMerge merge) throws IOException {
        super.doMerge(source, merge);
        publish.run();
    }

    /** The writer has closed itself; the next write opens another and merges again. */
    @Override
    protected void handleMergeException(Throwable failure) {
        LOG.warn("segments of the index could not be merged; it is tried again after the next write", failure);
    }
}
