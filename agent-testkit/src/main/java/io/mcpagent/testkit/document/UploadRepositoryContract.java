package io.mcpagent.testkit.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.document.UploadRepository;
import io.mcpagent.domain.llm.TextHash;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What must hold for finding uploads by name and bytes. */
public interface UploadRepositoryContract {
    UploadRepository uploaded();

    DocumentRepository documents();

    CollectionRepository collections();

    IdSource ids();

    @Test
    default void findsADocumentByItsNameInItsCollection() {
        var collection = collection(Optional.empty());
        var document = saved(collection, "a \uD83D\uDE00.md", "one");
        saved(collection, "b.md", "two");
        saved(collection(Optional.empty()), "c.md", "three");

        assertThat(uploaded().named(collection, document.name())).contains(document);
        assertThat(uploaded().named(collection, "A \uD83D\uDE00.md")).isEmpty();
        assertThat(uploaded().named(collection, "c.md")).isEmpty();
        assertThat(uploaded().named(new CollectionId(ids().next()), "b.md")).isEmpty();
    }

    @Test
    default void knowsWhichContentsAreInUse() {
        var here = collection(Optional.empty());
        var there = collection(Optional.empty());
        saved(here, "a.md", "one");
        saved(there, "a.md", "one");
        saved(there, "b.md", "two");

        assertThat(uploaded().inUse(hashes("one", "two", "three"))).isEqualTo(hashes("one", "two"));
        assertThat(uploaded().inUse(hashes("two"))).isEqualTo(hashes("two"));
        assertThat(uploaded().inUse(Set.of())).isEmpty();
        documents().delete(List.of(uploaded().named(here, "a.md").orElseThrow().id()));
        assertThat(uploaded().inUse(hashes("one"))).isEqualTo(hashes("one"));
        documents().delete(List.of(uploaded().named(there, "a.md").orElseThrow().id()));
        assertThat(uploaded().inUse(hashes("one"))).isEmpty();
    }

    @Test
    default void filesOfALinkedFolderUseNoStoredBytes() {
        saved(collection(Optional.of(Path.of("/notes").toAbsolutePath())), "a.md", "one");

        assertThat(uploaded().inUse(hashes("one"))).isEmpty();
    }

    private CollectionId collection(Optional<Path> root) {
        var sample = SampleDocuments.collection(ids(), "collection " + ids().next());
        collections()
                .save(new DocumentCollection(
                        sample.id(), sample.owner(), sample.name(), root, sample.language(), sample.createdAt()));
        return sample.id();
    }

    private Document saved(CollectionId collection, String name, String content) {
        var document = SampleDocuments.queued(ids(), collection, name).with(TextHash.of(content));
        documents().save(List.of(document));
        return document;
    }

    private static Set<TextHash> hashes(String... contents) {
        return Set.of(contents).stream().map(TextHash::of).collect(Collectors.toUnmodifiableSet());
    }
}
