package io.mcpagent.application.document;

import static io.mcpagent.application.Machine.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Counter;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.document.SyncReport.FileNote;
import io.mcpagent.application.retrieval.SearchMode;
import io.mcpagent.application.retrieval.SearchRequest;
import io.mcpagent.domain.document.FileStorePort.FileProblem;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.document.Ingestion.Stage;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FolderSyncTest {
    private final Machine machine = new Machine();
    private final Counter calls = new Counter();
    private final Platform platform = machine.start(ScriptedLlm.silent(), calls);

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void takesNewFilesIn() {
        machine.put("bees.md", "Bees make honey.");
        machine.put("sub/owls.md", "Owls hunt at night.");

        var report = platform.sync();

        assertThat(report.ingested()).isEqualTo(2);
        assertThat(report.unchanged()).isZero();
        assertThat(report.deleted()).isZero();
        assertThat(report.chunks()).isEqualTo(2);
        assertThat(report.failed()).isEmpty();
        assertThat(report.collection().name()).isEqualTo("notes");
        assertThat(found("owls")).containsExactly("Owls hunt at night.");
    }

    @Test
    void aCollectionIsNamedAsItsUrlCanSayIt() {
        var odd = ROOT.resolveSibling("a\\b\u0007 ");
        machine.files.put(odd, "a.md", "Alpha.");

        assertThat(platform.sync(Platform.ADA, odd, false).collection().name()).isEqualTo("a_b_");
        var named = new SyncRequest(ROOT, Optional.of("a\\b"), Optional.empty(), false);
        assertThatThrownBy(() -> platform.documents.sync(Platform.ADA, named, progress -> {}))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("backslash");
    }

    @Test
    void readsNothingWhereNothingChanged() {
        machine.put("bees.md", "Bees make honey.");
        platform.sync();
        calls.forget();

        var report = platform.sync();

        assertThat(report.ingested()).isZero();
        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(report.chunks()).isEqualTo(1);
        assertThat(calls.of("read")).isEqualTo(calls.of("TransactionPort.read"));
        assertThat(calls.of("extract") + calls.of("embedPassages") + calls.of("VectorStorePort.replace"))
                .isZero();
    }

    @Test
    void followsAChangedFileAndNoOther() {
        machine.put("bees.md", "Bees make honey.");
        machine.put("owls.md", "Owls hunt at night.");
        platform.sync();
        machine.put("bees.md", "Bees sting.");
        calls.forget();

        var report = platform.sync();

        assertThat(report.ingested()).isEqualTo(1);
        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(calls.of("FileStorePort.read")).isEqualTo(1);
        assertThat(found("bees")).containsExactly("Bees sting.");
        assertThat(found("honey")).doesNotContain("Bees make honey.");
        assertThat(platform.document("bees.md").generation()).isEqualTo(2);
    }

    @Test
    void forgetsADeletedFile() {
        machine.put("bees.md", "Bees make honey.");
        machine.put("owls.md", "Owls hunt at night.");
        platform.sync();
        machine.files.remove(ROOT, "bees.md");

        assertThat(platform.sync().deleted()).isEqualTo(1);

        assertThat(platform.known()).containsOnlyKeys("owls.md");
        assertThat(found("bees honey")).doesNotContain("Bees make honey.");
        assertThat(machine.index.generations()).hasSize(1);
    }

    @Test
    void aRenamedFileIsFoundUnderItsNewNameAndEmbeddedOnce() {
        machine.put("bees.md", "Bees make honey.");
        machine.put("owls.md", "Owls hunt at night.");
        platform.sync();
        machine.files.remove(ROOT, "bees.md");
        machine.put("insects.md", "Bees make honey.");
        calls.forget();

        var report = platform.sync();

        assertThat(report.ingested()).isEqualTo(1);
        assertThat(report.deleted()).isEqualTo(1);
        assertThat(platform.known()).containsOnlyKeys("insects.md", "owls.md");
        assertThat(calls.of("embedPassages")).isZero();
    }

    @Test
    void aRootThatVanishedNeedsToBePruned() {
        machine.put("bees.md", "Bees make honey.");
        platform.sync();
        machine.files.removeRoot(ROOT);

        assertFails("prune_needed");
        assertThat(found("honey")).containsExactly("Bees make honey.");

        assertThat(platform.prune().deleted()).isEqualTo(1);
        assertThat(platform.known()).isEmpty();
    }

    @Test
    void aRootThatNeverWasIsNotFound() {
        machine.files.removeRoot(ROOT);

        assertThatThrownBy(platform::prune).isInstanceOf(NotFound.class);
        assertThat(platform.documents.collections(Platform.ADA)).isEmpty();
    }

    @Test
    void losingMoreThanHalfNeedsToBePrunedAndLosingHalfDoesNot() {
        for (var i = 1; i <= 5; i++) machine.put(i + ".md", "Text number " + i + ".");
        platform.sync();
        for (var i = 1; i <= 3; i++) machine.files.remove(ROOT, i + ".md");

        assertFails("prune_needed");
        assertThat(platform.known()).hasSize(5);

        machine.put("3.md", "Text number 3.");
        assertThat(platform.sync().deleted()).isEqualTo(2);
        machine.files.remove(ROOT, "3.md");
        machine.put("6.md", "Text number 6.");
        platform.sync();
        assertThat(platform.known()).containsOnlyKeys("4.md", "5.md", "6.md");
    }

    @Test
    void losingExactlyHalfIsFollowed() {
        for (var i = 1; i <= 4; i++) machine.put(i + ".md", "Text number " + i + ".");
        platform.sync();
        machine.files.remove(ROOT, "1.md");
        machine.files.remove(ROOT, "2.md");

        assertThat(platform.sync().deleted()).isEqualTo(2);
    }

    @Test
    void aFolderThatCannotBeListedKeepsItsDocuments() {
        machine.put("open/bees.md", "Bees make honey.");
        machine.put("shut/owls.md", "Owls hunt at night.");
        machine.put("shutter.md", "Shutters keep light out.");
        platform.sync();
        machine.files.remove(ROOT, "shut/owls.md");
        machine.files.remove(ROOT, "shutter.md");
        machine.files.addProblem(ROOT, new FileProblem("shut", "No permission. Allow reading."));

        var report = platform.sync();

        assertThat(platform.known()).containsOnlyKeys("open/bees.md", "shut/owls.md");
        assertThat(report.failed()).containsExactly(new FileNote("shut", "No permission. Allow reading."));
        assertThat(found("owls")).contains("Owls hunt at night.");
    }

    @Test
    void aRootThatCannotBeListedKeepsItsDocumentsEvenWhenPruning() {
        machine.put("bees.md", "Bees make honey.");
        platform.sync();
        machine.files.remove(ROOT, "bees.md");
        machine.files.addProblem(ROOT, new FileProblem(".", "No permission. Allow reading."));

        assertThat(platform.prune().deleted()).isZero();
        assertThat(platform.known()).containsOnlyKeys("bees.md");
    }

    @Test
    void keepsADocumentThatFailedWithItsStageAndReasonAndReadsItAgainOnlyWhenItChanged() {
        machine.put("a.encrypted", "x");
        machine.put("bees.md", "Bees make honey.");
        var note = new FileNote("a.encrypted", "It is encrypted. Save it without a password.");

        var first = platform.sync();

        assertThat(first.ingested()).isEqualTo(1);
        assertThat(first.failed()).containsExactly(note);
        assertThat(platform.document("a.encrypted").ingestion())
                .isEqualTo(new Ingestion.Failed(Stage.EXTRACT, note.reason()));

        calls.forget();
        var second = platform.sync();
        assertThat(second.ingested()).isZero();
        assertThat(second.failed()).as("reported again").containsExactly(note);
        assertThat(calls.of("FileStorePort.read")).isZero();

        machine.put("a.encrypted", "y");
        platform.sync();
        assertThat(calls.of("FileStorePort.read")).isEqualTo(1);
    }

    @Test
    void aFileThatCouldNotBeReadIsTriedAgain() {
        machine.put("bees.md", "Bees make honey.");
        machine.files.failReading(
                ROOT, "bees.md", new UpstreamFailure("file_read_failed", "The disk hiccuped. Try again.", true));
        var listed = machine.files.list(ROOT).files().getFirst().stamp();

        assertThat(platform.sync().failed()).containsExactly(new FileNote("bees.md", "The disk hiccuped. Try again."));
        assertThat(platform.document("bees.md").ingestion())
                .isEqualTo(new Ingestion.Failed(Stage.READ, "The disk hiccuped. Try again."));

        machine.files.put(ROOT, "bees.md", "Bees make honey.".getBytes(StandardCharsets.UTF_8), listed);
        var report = platform.sync();
        assertThat(report.ingested()).isEqualTo(1);
        assertThat(report.failed()).isEmpty();
        assertThat(found("honey")).containsExactly("Bees make honey.");
    }

    @Test
    void aFileThatHoldsNoTextIsSkipped() {
        machine.put("picture.png", "\0\0");

        var report = platform.sync();

        assertThat(report.skipped())
                .containsExactly(new FileNote("picture.png", "It is not text. Convert it to text."));
        assertThat(report.failed()).isEmpty();
        assertThat(report.ingested()).isZero();
        assertThat(platform.sync().skipped()).hasSize(1);
    }

    @Test
    void anEmptyFileIsSkipped() {
        machine.put("empty.md", "");
        machine.put("blank.md", " \n\n ");

        var report = platform.sync();

        assertThat(report.skipped().stream().map(FileNote::document)).containsExactly("blank.md", "empty.md");
        assertThat(report.ingested()).isZero();
    }

    @Test
    void whatAFileSaidBeforeIsNotFoundOnceItsNewContentFails() {
        machine.put("secret", "Bees make honey.");
        machine.put("other.md", "Owls hunt at night.");
        platform.sync();
        machine.put("secret", "\0");

        assertThat(platform.sync().skipped()).hasSize(1);

        assertThat(found("bees honey")).doesNotContain("Bees make honey.");
        assertThat(machine.index.generations()).hasSize(1);
    }

    @Test
    void finishesWhatAnInterruptedSyncLeft() {
        for (var i = 1; i <= 4; i++) machine.put(i + ".md", "Text number " + i + ".");
        calls.failAt("extract", 3, () -> new UpstreamFailure("disk_full", "The disk is full.", false));

        assertThatThrownBy(platform::sync).isInstanceOf(UpstreamFailure.class).hasMessage("The disk is full.");
        assertThat(found("number")).as("what was prepared by then").hasSize(2);

        var report = platform.sync();
        assertThat(report.ingested()).isEqualTo(2);
        assertThat(report.unchanged()).isEqualTo(2);
        assertThat(found("number")).hasSize(4);
    }

    @Test
    void aFileThatBreaksTheProgramIsNamedAndTheOthersAreFound() {
        for (var i = 1; i <= 4; i++) machine.put(i + ".md", "Text number " + i + ".");
        calls.failAt("extract", 2, () -> new IllegalStateException("a bug"));

        var report = platform.sync();

        assertThat(report.failed())
                .singleElement()
                .satisfies(note -> assertThat(note.reason()).contains("a bug"));
        assertThat(found("number")).hasSize(3);
    }

    @Test
    void anInterruptStopsBetweenTwoDocumentsAndTheNextSyncGoesOn() {
        for (var i = 1; i <= 4; i++) machine.put(i + ".md", "Text number " + i + ".");
        var here = Thread.currentThread();
        calls.failAt("extract", 2, () -> {
            here.interrupt();
            return new CancellationException("interrupted");
        });

        assertThatThrownBy(platform::sync).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();

        platform.sync();
        assertThat(found("number")).hasSize(4);
        assertThat(machine.index.generations()).hasSize(4);
    }

    @Test
    void aFullDiskStopsTheSyncAndIsNoDocumentsFault() {
        machine.put("bees.md", "Bees make honey.");
        calls.failAt("replaceChunks", 1, () -> new UpstreamFailure("disk_full", "The disk is full.", false));

        assertFails("disk_full");

        assertThat(platform.document("bees.md").ingestion()).isEqualTo(new Ingestion.Queued());
        assertThat(platform.sync().ingested()).isEqualTo(1);
    }

    @Test
    void aDocumentThatVanishedWhileItWasQueuedIsNotWaitedFor() {
        machine.put("bees.md", "Bees make honey.");
        machine.put("owls.md", "Owls hunt at night.");
        calls.failAt("extract", 1, () -> new UpstreamFailure("disk_full", "The disk is full.", false));
        assertThatThrownBy(platform::sync).isInstanceOf(UpstreamFailure.class);
        machine.files.remove(ROOT, "bees.md");

        var report = platform.sync();

        assertThat(report.deleted()).isEqualTo(1);
        assertThat(report.ingested()).isEqualTo(1);
        assertThat(report.unchanged()).isZero();
    }

    private void assertFails(String code) {
        assertThatThrownBy(platform::sync)
                .isInstanceOfSatisfying(
                        AgentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private List<String> found(String query) {
        var request = new SearchRequest(query, Set.of(), SearchMode.KEYWORD, 10);
        return platform.search.search(Platform.ADA, request).passages().stream()
                .map(Passage::text)
                .toList();
    }
}
