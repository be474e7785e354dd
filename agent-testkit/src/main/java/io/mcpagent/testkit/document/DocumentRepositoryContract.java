package io.mcpagent.testkit.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.document.FileStamp;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.llm.TextHash;
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold for documents and their chunks. */
public interface DocumentRepositoryContract {
    DocumentRepository documents();

    CollectionRepository collections();

    TransactionPort transactions();

    IdSource ids();

    @Test
    default void listsTheDocumentsOfACollectionByName() {
        var collection = aCollection();
        var other = aCollection();
        var b = SampleDocuments.queued(ids(), collection, "b/a.md");
        var a = SampleDocuments.queued(ids(), collection, "a.md");
        var upper = SampleDocuments.queued(ids(), collection, "Z.md");
        var elsewhere = SampleDocuments.queued(ids(), other, "a.md");
        var ligature = SampleDocuments.queued(ids(), collection, "\uFB01.md");
        var beyondTheFirstPlane = SampleDocuments.queued(ids(), collection, "\uD83D\uDE00.md");
        documents().save(List.of(b, beyondTheFirstPlane, a, upper, ligature, elsewhere));

        assertThat(documents().inCollection(collection)).containsExactly(upper, a, b, ligature, beyondTheFirstPlane);
        assertThat(documents().inCollection(other)).containsExactly(elsewhere);
        assertThat(documents().inCollection(new CollectionId(ids().next()))).isEmpty();
    }

    @Test
    default void findsThoseThatExist() {
        var document = saved("a.md");
        var unknown = new DocumentId(ids().next());

        assertThat(documents().find(Set.of(document.id(), unknown))).containsExactly(document);
        assertThat(documents().find(Set.of())).isEmpty();
    }

    @Test
    default void keepsEveryStateOfIngestion() {
        var failures =
                Arrays.stream(Ingestion.Stage.values()).map(stage -> new Ingestion.Failed(stage, "it broke; mend it"));
        var states = Stream.concat(
                        Stream.of(
                                new Ingestion.Queued(),
                                new Ingestion.Chunked(),
                                new Ingestion.Ready(7),
                                new Ingestion.Skipped("it is a picture")),
                        failures)
                .toList();
        for (var state : states) {
            var document = saved("a.md").with(state).with(TextHash.of("content"));
            documents().save(List.of(document));
            assertThat(documents().find(Set.of(document.id()))).containsExactly(document);
        }
    }

    @Test
    default void replacesADocumentAndKeepsItsChunks() {
        var document = saved("a.md");
        documents().replaceChunks(document.id(), SampleDocuments.chunks(document, "one"));
        var seenLater = document.with(new FileStamp(1L << 40, Instant.parse("1969-12-31T23:59:59.999999Z")));
        documents().save(List.of(seenLater));

        assertThat(documents().find(Set.of(document.id()))).containsExactly(seenLater);
        assertThat(documents().chunks(document.id())).hasSize(1);
    }

    @Test
    default void refusesANameThatAnotherDocumentOfTheCollectionHas() {
        var document = saved("a.md");
        var namesake = SampleDocuments.queued(ids(), document.collection(), "a.md");
        assertFails(Conflict.class, "document_name_taken", () -> documents().save(List.of(namesake)));
        assertThat(documents().inCollection(document.collection())).containsExactly(document);
    }

    @Test
    default void refusesADocumentWithoutItsCollection() {
        var stray = SampleDocuments.queued(ids(), new CollectionId(ids().next()), "a.md");
        assertFails(NotFound.class, "collection_not_found", () -> documents().save(List.of(stray)));
        assertThat(documents().find(Set.of(stray.id()))).isEmpty();
    }

    @Test
    default void keepsChunksWithAllTheyHave() {
        var document = saved("a.md");
        var id = new ChunkId(document.id(), document.generation(), 0);
        var text = "Grüße \uD83D\uDE00 \u0000\n\"quoted\"";
        var paged = new Chunk(
                id,
                document.collection(),
                5,
                5 + text.length(),
                new Location.Pages(3, 4),
                List.of("Top \"one\"", "Näher"),
                text);
        var bare = new Chunk(id.at(1), document.collection(), 0, 0, new Location.Lines(1, 1), List.of(), "");
        documents().replaceChunks(document.id(), List.of(paged, bare));

        assertThat(documents().chunks(document.id())).containsExactly(paged, bare);
    }

    @Test
    default void returnsChunksByOrdinal() {
        var document = saved("a.md");
        var chunks = SampleDocuments.chunks(document, numbered(25));
        var mixed = new ArrayList<>(chunks.reversed());
        documents().replaceChunks(document.id(), mixed);

        assertThat(documents().chunks(document.id())).containsExactlyElementsOf(chunks);
    }

    @Test
    default void replacesAllChunksOfADocumentAndNoOthers() {
        var document = saved("a.md");
        var other = saved("b.md");
        documents().replaceChunks(document.id(), SampleDocuments.chunks(document, "one", "two", "three"));
        documents().replaceChunks(other.id(), SampleDocuments.chunks(other, "four"));
        var next = document.requeued(document.stamp());
        documents().save(List.of(next));
        var replacement = SampleDocuments.chunks(next, "one", "new");
        documents().replaceChunks(document.id(), replacement);

        assertThat(documents().chunks(document.id())).containsExactlyElementsOf(replacement);
        assertThat(documents().chunks(other.id())).hasSize(1);
        documents().replaceChunks(document.id(), List.of());
        assertThat(documents().chunks(document.id())).isEmpty();
    }

    @Test
    default void keepsTheOldChunksWhenReplacingThemFails() {
        var document = saved("a.md");
        var chunks = SampleDocuments.chunks(document, "one", "two");
        documents().replaceChunks(document.id(), chunks);
        assertThatThrownBy(() -> transactions().write(() -> {
                    documents().replaceChunks(document.id(), SampleDocuments.chunks(document, "new"));
                    throw new IllegalStateException("the body fails");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(documents().chunks(document.id())).containsExactlyElementsOf(chunks);
    }

    @Test
    default void refusesChunksOfADocumentThatIsGoneOrOfAnother() {
        var document = saved("a.md");
        var chunks = SampleDocuments.chunks(document, "one");
        documents().delete(List.of(document.id()));

        assertFails(NotFound.class, "document_not_found", () -> documents().replaceChunks(document.id(), chunks));
        var other = saved("b.md");
        assertThatThrownBy(() -> documents().replaceChunks(other.id(), chunks))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void deletesDocumentsWithTheirChunks() {
        var gone = saved("a.md");
        var kept = saved("b.md");
        documents().replaceChunks(gone.id(), SampleDocuments.chunks(gone, "one"));
        documents().replaceChunks(kept.id(), SampleDocuments.chunks(kept, "two"));
        assertThat(documents().delete(List.of(gone.id(), new DocumentId(ids().next()))))
                .containsExactly(gone);
        assertThat(documents().delete(List.of(gone.id()))).isEmpty();

        assertThat(documents().find(Set.of(gone.id(), kept.id()))).containsExactly(kept);
        assertThat(documents().chunks(gone.id())).isEmpty();
        assertThat(documents().chunks(kept.id())).hasSize(1);
    }

    @Test
    default void knowsWhichDocumentsCanBeFound() {
        var queued = saved("queued.md");
        var ready = saved("ready.md").with(new Ingestion.Ready(3));
        var again = saved("again.md");
        again = again.requeued(again.stamp()).with(new Ingestion.Ready(1));
        documents().save(List.of(ready, again));

        assertThat(documents().ready())
                .containsExactlyInAnyOrderEntriesOf(Map.of(ready.id(), 1L, again.id(), 2L))
                .doesNotContainKey(queued.id());
    }

    private Document saved(String name) {
        var document = SampleDocuments.queued(ids(), aCollection(), name);
        documents().save(List.of(document));
        return document;
    }

    private CollectionId aCollection() {
        var collection = SampleDocuments.collection(ids(), "collection " + ids().next());
        collections().save(collection);
        return collection.id();
    }

    private static String[] numbered(int count) {
        return Stream.iterate(0, i -> i + 1).limit(count).map(i -> "text " + i).toArray(String[]::new);
    }

    private static void assertFails(Class<? extends AgentFailure> kind, String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        kind, failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
