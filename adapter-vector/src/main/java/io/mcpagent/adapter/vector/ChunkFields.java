package io.mcpagent.adapter.vector;

import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedChunk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/**
 * A chunk as a Lucene document. Ids are bytes, big end first, so that their order is that of the ids: a chunk's are its
 * document's 16, the generation's 8 and the ordinal's 4. They are doc values, as a search reads a thousand of them, and
 * terms, to find a chunk by.
 */
final class ChunkFields {
    static final String CHUNK = "chunk_id";
    static final String DOCUMENT = "document_id";
    static final String COLLECTION = "collection_id";
    static final String VECTOR = "vector";

    private static final String TEXT = "text";
    private static final String START = "start";
    private static final String HEADINGS = "headings";
    private static final String PAGES = "pages";
    private static final String LINES = "lines";
    private static final String ANALYSED = "text_";
    private static final int CHUNK_ID_BYTES = 2 * Long.BYTES + Long.BYTES + Integer.BYTES;
    private static final FieldType WORDS = words();

    private ChunkFields() {}

    static Document toLucene(IndexedChunk indexed, Language language) {
        var chunk = indexed.chunk();
        var document = new Document();
        document.add(new StringField(CHUNK, bytes(chunk.id()), Field.Store.NO));
        document.add(new BinaryDocValuesField(CHUNK, bytes(chunk.id())));
        document.add(new StringField(DOCUMENT, bytes(chunk.id().document().value()), Field.Store.NO));
        document.add(new StringField(COLLECTION, bytes(chunk.collection().value()), Field.Store.NO));
        document.add(
                new SortedDocValuesField(COLLECTION, bytes(chunk.collection().value())));
        document.add(new Field(analysed(language), chunk.searchText(), WORDS));
        indexed.embedding()
                .map(Embedding::vector)
                .ifPresent(vector ->
                        document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT)));
        document.add(new StoredField(TEXT, chunk.text()));
        document.add(new StoredField(START, chunk.start()));
        chunk.headings().forEach(heading -> document.add(new StoredField(HEADINGS, heading)));
        var place = chunk.location() instanceof Location.Pages ? PAGES : LINES;
        document.add(new StoredField(place, chunk.location().first()));
        document.add(new StoredField(place, chunk.location().last()));
        return document;
    }

    static Chunk toChunk(ChunkId id, CollectionId collection, Document stored) {
        var text = stored.get(TEXT);
        var start = number(stored, START, 0);
        return new Chunk(
                id,
                collection,
                start,
                start + text.length(),
                location(stored),
                List.of(stored.getValues(HEADINGS)),
                text);
    }

    static String analysed(Language language) {
        return ANALYSED + language.tag();
    }

    static Language languageOf(String field) {
        return new Language(field.substring(ANALYSED.length()));
    }

    static Term term(DocumentId id) {
        return new Term(DOCUMENT, bytes(id.value()));
    }

    static BytesRef bytes(UUID id) {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return new BytesRef(bytes.array());
    }

    static BytesRef bytes(ChunkId id) {
        var document = id.document().value();
        var bytes = ByteBuffer.allocate(CHUNK_ID_BYTES)
                .putLong(document.getMostSignificantBits())
                .putLong(document.getLeastSignificantBits())
                .putLong(id.generation())
                .putInt(id.ordinal());
        return new BytesRef(bytes.array());
    }

    static ChunkId chunkId(BytesRef ref) {
        var bytes = ByteBuffer.wrap(ref.bytes, ref.offset, CHUNK_ID_BYTES);
        return new ChunkId(new DocumentId(new UUID(bytes.getLong(), bytes.getLong())), bytes.getLong(), bytes.getInt());
    }

    private static Location location(Document stored) {
        return stored.getField(PAGES) == null
                ? new Location.Lines(number(stored, LINES, 0), number(stored, LINES, 1))
                : new Location.Pages(number(stored, PAGES, 0), number(stored, PAGES, 1));
    }

    private static int number(Document stored, String field, int position) {
        return stored.getFields(field)[position].numericValue().intValue();
    }

    /** Frequencies and lengths are all that BM25 asks for: no positions. */
    private static FieldType words() {
        var type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }
}
