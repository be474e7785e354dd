package io.mcpagent.testkit.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.failure.Conflict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold for collections. */
public interface CollectionRepositoryContract {
    CollectionRepository collections();

    DocumentRepository documents();

    IdSource ids();

    @Test
    default void listsCollectionsByName() {
        var b = collection("b", Optional.of(Path.of("/srv/manuals & Grüße")));
        var a = collection("a", Optional.empty());
        collections().save(b);
        collections().save(a);

        assertThat(collections().all()).containsExactly(a, b);
    }

    @Test
    default void whoeverAskedBeforeSeesWhatAnotherChanged() {
        var asking = collections();
        var changing = collections();
        assertThat(asking.all()).isEmpty();
        var a = collection("a", Optional.empty());
        changing.save(a);
        assertThat(asking.all()).containsExactly(a);
        changing.delete(a.id());

        assertThat(asking.all()).isEmpty();
    }

    @Test
    default void hasNoneAtFirst() {
        assertThat(collections().all()).isEmpty();
    }

    @Test
    default void replacesACollectionAndKeepsItsDocuments() {
        var before = collection("before", Optional.empty());
        collections().save(before);
        var document = SampleDocuments.queued(ids(), before.id(), "a.md");
        documents().save(List.of(document));
        var after = new DocumentCollection(
                before.id(), before.owner(), "after", before.root(), new Language("de"), before.createdAt());
        collections().save(after);

        assertThat(collections().all()).containsExactly(after);
        assertThat(documents().inCollection(after.id())).containsExactly(document);
    }

    @Test
    default void refusesANameThatAnotherHas() {
        var first = collection("manuals", Optional.empty());
        collections().save(first);

        assertThatThrownBy(() -> collections().save(collection("manuals", Optional.empty())))
                .isInstanceOfSatisfying(
                        Conflict.class, failure -> assertThat(failure.code()).isEqualTo("collection_name_taken"));
        assertThat(collections().all()).containsExactly(first);
        collections().save(first);
    }

    @Test
    default void deletesACollectionWithItsDocumentsAndTheirChunks() {
        var gone = collection("gone", Optional.empty());
        var kept = collection("kept", Optional.empty());
        collections().save(gone);
        collections().save(kept);
        var lost = SampleDocuments.queued(ids(), gone.id(), "a.md");
        var stays = SampleDocuments.queued(ids(), kept.id(), "a.md");
        documents().save(List.of(lost, stays));
        documents().replaceChunks(lost.id(), SampleDocuments.chunks(lost, "one", "two"));
        documents().replaceChunks(stays.id(), SampleDocuments.chunks(stays, "three"));

        assertThat(collections().delete(gone.id())).hasValue(gone);

        assertThat(collections().all()).containsExactly(kept);
        assertThat(documents().find(Set.of(lost.id(), stays.id()))).containsExactly(stays);
        assertThat(documents().chunks(lost.id())).isEmpty();
        assertThat(documents().chunks(stays.id())).hasSize(1);
        assertThat(collections().delete(gone.id())).isEmpty();
    }

    private DocumentCollection collection(String name, Optional<Path> root) {
        return new DocumentCollection(
                new CollectionId(ids().next()),
                new UserId("ada"),
                name,
                root,
                Language.ENGLISH,
                Instant.parse("2026-01-01T00:00:00.123456Z"));
    }
}
