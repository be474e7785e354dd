package io.mcpagent.adapter.vector;

import io.mcpagent.domain.document.CollectionId;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryCachingPolicy;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The chunks of some collections, as a bit set for each segment that is kept in the searcher's cache. */
final class CollectionFilter extends Query {
    static final QueryCachingPolicy KEEPS_THESE = new QueryCachingPolicy() {
        @Override
        public void onUse(Query query) {
            // How often does not matter: each is worth keeping from its first use.
        }

        @Override
        public boolean shouldCache(Query query) {
            return query instanceof CollectionFilter;
        }
    };

    private final List<BytesRef> collections;

    CollectionFilter(Collection<CollectionId> collections) {
        this.collections = collections.stream()
                .map(id -> ChunkFields.bytes(id.value()))
                .sorted()
                .toList();
    }

    /** Nothing to filter where every chunk of this reader is in one of them: a vector query is faster then. */
    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        return isWhole(searcher.getIndexReader()) ? MatchAllDocsQuery.INSTANCE : this;
    }

    boolean isWhole(IndexReader reader) throws IOException {
        for (var leaf : reader.leaves()) {
            var terms = leaf.reader().terms(ChunkFields.COLLECTION);
            if (terms == null) return false;
            var each = terms.iterator();
            for (var collection = each.next(); collection != null; collection = each.next()) {
                if (Collections.binarySearch(collections, collection) < 0) return false;
            }
        }
        return true;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new Members(boost);
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "CollectionFilter[" + collections.size() + "]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CollectionFilter filter && collections.equals(filter.collections);
    }

    @Override
    public int hashCode() {
        return collections.hashCode();
    }

    private final class Members extends ConstantScoreWeight {
        Members(float boost) {
            super(CollectionFilter.this, boost);
        }

        @Override
        public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
            var terms = leaf.reader().terms(ChunkFields.COLLECTION);
            if (terms == null) return null;
            var members = new FixedBitSet(leaf.reader().maxDoc());
            var term = terms.iterator();
            for (var collection : collections) {
                if (term.seekExact(collection)) members.or(term.postings(null, PostingsEnum.NONE));
            }
            var count = members.cardinality();
            if (count == 0) return null;
            return ConstantScoreScorerSupplier.fromIterator(
                    new BitSetIterator(members, count),
                    score(),
                    ScoreMode.COMPLETE_NO_SCORES,
                    leaf.reader().maxDoc());
        }

        @Override
        public boolean isCacheable(LeafReaderContext leaf) {
            return true;
        }
    }
}
