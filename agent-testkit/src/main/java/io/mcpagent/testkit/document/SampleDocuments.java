package io.mcpagent.testkit.document;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.FileStamp;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Valid collections, documents and chunks for tests that do not care what is in them. */
public final class SampleDocuments {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");

    private SampleDocuments() {}

    public static DocumentCollection collection(IdSource ids, String name) {
        return new DocumentCollection(
                new CollectionId(ids.next()), new UserId("ada"), name, Optional.empty(), Language.ENGLISH, AT);
    }

    /** In its first generation. */
    public static Document queued(IdSource ids, CollectionId collection, String name) {
        return new Document(
                new DocumentId(ids.next()),
                collection,
                name,
                new FileStamp(42, AT),
                1,
                Optional.empty(),
                new Ingestion.Queued());
    }

    /** One chunk for each text, in the document's generation, a line each, one after the other. */
    public static List<Chunk> chunks(Document document, String... texts) {
        var chunks = new ArrayList<Chunk>();
        var start = 0;
        for (var text : texts) {
            var ordinal = chunks.size();
            chunks.add(new Chunk(
                    new ChunkId(document.id(), document.generation(), ordinal),
                    document.collection(),
                    start,
                    start + text.length(),
                    new Location.Lines(ordinal + 1, ordinal + 1),
                    List.of(document.name(), "Part " + ordinal),
                    text));
            start += text.length() + 1;
        }
        return List.copyOf(chunks);
    }
}
