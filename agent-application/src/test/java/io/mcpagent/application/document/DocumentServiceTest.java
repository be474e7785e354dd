package io.mcpagent.application.document;

import static io.mcpagent.application.Machine.ROOT;
import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.Platform.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Counter;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentServiceTest {
    private static final Path ELSEWHERE = Path.of("/elsewhere/notes").toAbsolutePath();
    private final Machine machine = new Machine();
    private final Counter calls = new Counter();
    private final Platform platform = machine.start(ScriptedLlm.silent(), calls);

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void aFolderKeepsItsCollection() {
        machine.put("bees.md", "Bees make honey.");

        var first = platform.sync().collection();

        assertThat(platform.sync().collection()).isEqualTo(first);
        assertThat(platform.documents.collections(ADA)).containsExactly(first);
    }

    @Test
    void foldersOfTheSameNameGetNamesOfTheirOwn() {
        machine.put("bees.md", "Bees make honey.");
        machine.files.put(ELSEWHERE, "owls.md", "Owls hunt at night.");
        platform.sync();

        assertThat(platform.sync(ADA, ELSEWHERE, false).collection().name()).isEqualTo("notes-2");
    }

    @Test
    void refusesANameThatAnotherFolderHas() {
        machine.put("bees.md", "Bees make honey.");
        machine.files.put(ELSEWHERE, "owls.md", "Owls hunt at night.");
        platform.sync();

        assertFails("collection_name_taken", () -> sync(ELSEWHERE, Optional.of("notes"), Optional.empty()));
        assertThat(platform.documents.collections(ADA)).hasSize(1);
    }

    @Test
    void refusesToLinkARootTwice() {
        machine.put("bees.md", "Bees make honey.");
        platform.sync();

        assertFails("root_linked_already", () -> sync(ROOT, Optional.of("other"), Optional.empty()));
        assertThat(sync(ROOT, Optional.of("notes"), Optional.empty()).unchanged())
                .isEqualTo(1);
    }

    @Test
    void aCollectionKeepsItsLanguage() {
        machine.put("bienen.md", "Bienen machen Honig.");
        var german = sync(ROOT, Optional.empty(), Optional.of(new Language("de")));
        assertThat(german.collection().language()).isEqualTo(new Language("de"));

        assertFails("collection_language_fixed", () -> sync(ROOT, Optional.empty(), Optional.of(Language.ENGLISH)));
        assertThat(platform.sync().collection()).isEqualTo(german.collection());
    }

    @Test
    void whatTheModelDoesNotUnderstandIsNotEmbedded() {
        machine.put("bienen.md", "Bienen machen Honig.");

        assertThat(sync(ROOT, Optional.empty(), Optional.of(new Language("de"))).ingested())
                .isEqualTo(1);
        assertThat(calls.of("embedPassages")).isZero();
    }

    @Test
    void theSameFolderIsFollowedForEachOwnerApart() {
        machine.put("bees.md", "Bees make honey.");
        platform.sync();

        var bobs = platform.sync(BOB, ROOT, false);

        assertThat(bobs.ingested()).isEqualTo(1);
        assertThat(platform.documents.collections(ADA)).doesNotContain(bobs.collection());
        assertThat(platform.documents.collections(BOB)).containsExactly(bobs.collection());
    }

    @Test
    void listsDocumentsByName() {
        machine.put("b.md", "Bees make honey.");
        machine.put("a.md", "Owls hunt at night.");
        platform.sync();

        assertThat(platform.documents.documents(ADA, "notes").stream().map(Document::name))
                .containsExactly("a.md", "b.md");
        assertFails("collection_not_found", () -> platform.documents.documents(BOB, "notes"));
        assertFails("collection_not_found", () -> platform.documents.documents(ADA, "nope"));
    }

    @Test
    void aDeletedDocumentComesBackWithTheNextSync() {
        machine.put("bees.md", "Bees make honey.");
        platform.sync();

        platform.documents.deleteDocument(ADA, "notes", "bees.md");

        assertThat(platform.known()).isEmpty();
        assertThat(machine.index.generations()).isEmpty();
        assertThat(platform.sync().ingested()).isEqualTo(1);
        assertFails("document_not_found", () -> platform.documents.deleteDocument(ADA, "notes", "nope.md"));
        assertFails("collection_not_found", () -> platform.documents.deleteDocument(BOB, "notes", "bees.md"));
    }

    @Test
    void aDeletedCollectionIsGoneWithAllThatWasIndexedAndQueued() {
        machine.put("bees.md", "Bees make honey.");
        machine.put("owls.md", "Owls hunt at night.");
        calls.failAt("extract", 2, () -> new UpstreamFailure("disk_full", "The disk is full.", false));
        assertThatThrownBy(platform::sync).isInstanceOf(UpstreamFailure.class);

        assertFails("collection_not_found", () -> platform.documents.deleteCollection(BOB, "notes"));
        platform.documents.deleteCollection(ADA, "notes");

        machine.letLeasesRunOut();
        assertThat(platform.documents.collections(ADA)).isEmpty();
        assertThat(machine.index.generations()).isEmpty();
        assertThat(platform.documentPorts.tasks().claim(TaskKind.INGEST_DOCUMENT))
                .isEmpty();
    }

    @Test
    void aDocumentThatIsDeletedWhileItIsTakenInDoesNotStayInTheIndex() {
        machine.put("bees.md", "Bees make honey.");
        machine.put("owls.md", "Owls hunt at night.");
        var deleted = new ArrayList<String>();

        platform.documents.sync(ADA, request(ROOT, Optional.empty(), Optional.empty()), progress -> {
            if (progress.done() == 2 && deleted.isEmpty()) {
                deleted.add("bees.md");
                platform.documents.deleteDocument(ADA, "notes", "bees.md");
            }
        });

        assertThat(deleted).hasSize(1);
        assertThat(platform.known()).containsOnlyKeys("owls.md");
        assertThat(machine.index.generations())
                .isEqualTo(platform.documentPorts.documents().ready())
                .hasSize(1);
    }

    @Test
    void twoSyncsAtOnceDoTheWorkOnce() throws Exception {
        for (var i = 0; i < 20; i++) machine.put(i + ".md", "Text number " + i + ".");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> platform.sync());
            var second = threads.submit(() -> platform.sync());

            assertThat(first.get().ingested() + second.get().ingested()).isEqualTo(20);
            assertThat(first.get().chunks()).isEqualTo(20);
            assertThat(second.get().chunks()).isEqualTo(20);
        }
        assertThat(calls.of("FileStorePort.read")).isEqualTo(20);
        assertThat(platform.known()).hasSize(20);
    }

    @Test
    void progressEndsAtItsTotal() {
        machine.put("bees.md", "Bees make honey.");
        machine.put("broken.corrupt", "x");
        machine.put("picture.png", "\0");
        var seen = new ArrayList<IngestionProgress>();

        platform.documents.sync(ADA, request(ROOT, Optional.empty(), Optional.empty()), seen::add);

        assertThat(seen.getLast()).isEqualTo(new IngestionProgress(3, 3, 1, 18, 18));
        assertThat(seen.stream().map(IngestionProgress::bytesDone)).isSorted();
        assertThat(seen.stream().map(IngestionProgress::done)).isSorted();
        assertThat(seen).allSatisfy(progress -> assertThat(progress.total()).isEqualTo(3));
    }

    private SyncReport sync(Path root, Optional<String> name, Optional<Language> language) {
        return platform.documents.sync(ADA, request(root, name, language), progress -> {});
    }

    private static SyncRequest request(Path root, Optional<String> name, Optional<Language> language) {
        return new SyncRequest(root, name, language, false);
    }

    private static void assertFails(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AgentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    @Test
    void listsTheCallersCollectionsAlone() {
        machine.put("bees.md", "Bees make honey.");
        platform.sync();

        assertThat(platform.documents.collections(ADA).stream().map(DocumentCollection::name))
                .isEqualTo(List.of("notes"));
        assertThat(platform.documents.collections(BOB)).isEmpty();
    }
}
