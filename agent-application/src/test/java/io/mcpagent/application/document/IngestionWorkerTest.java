package io.mcpagent.application.document;

import static io.mcpagent.application.Platform.ADA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Counter;
import io.mcpagent.application.Interposer;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.document.TextExtractionPort;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.TextHash;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IngestionWorkerTest {
    private final Machine machine = new Machine();
    private final Counter calls = new Counter();
    private final Platform platform = machine.start(ScriptedLlm.silent(), calls);
    private final DocumentService documents = platform.documents;
    private final List<Throwable> troubles = new CopyOnWriteArrayList<>();

    @BeforeEach
    void makeCollection() {
        documents.createCollection(ADA, "papers", Optional.empty());
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void takesInWhatIsUploadedAsItComes() {
        whileWorking(documents, () -> {
            var document = upload("bees.md", "Bees make honey.");

            var states = followed(document);

            assertThat(states.getLast()).isEqualTo(new Ingestion.Ready(1));
            assertThat(documents.chunks(ADA, document.id())).hasSize(1);
            assertThat(machine.index.generations()).containsEntry(document.id(), 1L);
        });
        assertThat(troubles).isEmpty();
    }

    @Test
    void takesInWhatWasThereBefore() {
        var document = upload("bees.md", "Bees make honey.");
        whileWorking(documents, () -> {
            assertThat(followed(document).getLast()).isEqualTo(new Ingestion.Ready(1));
        });
    }

    @Test
    void tellsWhatIsSkippedAndWhatFailed() {
        whileWorking(documents, () -> {
            assertThat(followed(upload("empty.md", "")).getLast()).isInstanceOf(Ingestion.Skipped.class);
            assertThat(followed(upload("picture.png", "\0")).getLast()).isInstanceOf(Ingestion.Skipped.class);
            assertThat(followed(upload("broken.corrupt", "x")).getLast()).isInstanceOf(Ingestion.Failed.class);
        });
    }

    @Test
    void aReplacedDocumentIsIndexedAsItIsNow() {
        whileWorking(documents, () -> {
            var first = upload("bees.md", "Bees make honey.");
            followed(first);

            var second = upload("bees.md", "Bees make wax.");
            followed(second);

            assertThat(machine.index.generations()).containsEntry(second.id(), 2L);
            assertThat(documents.chunks(ADA, second.id()).getFirst().text()).isEqualTo("Bees make wax.");
        });
    }

    @Test
    void aDocumentThatIsReplacedWhileItIsWorkedOnEndsAsTheNewOne() {
        var document = upload("bees.md", "Bees make honey.");
        calls.failAt("extract", 1, () -> {
            upload("bees.md", "Bees make wax.");
            return new UpstreamFailure("gone", "The old bytes are gone.", false);
        });
        whileWorking(documents, () -> {
            assertThat(followed(document).getLast()).isEqualTo(new Ingestion.Ready(1));
        });
        assertThat(documents.chunks(ADA, document.id()).getFirst().text()).isEqualTo("Bees make wax.");
        assertThat(machine.index.generations()).containsEntry(document.id(), 2L);
    }

    @Test
    void anOldGenerationIsNotWrittenOverANewerOne() {
        var meanwhile = new AfterExtraction();
        try (var other = machine.start(ScriptedLlm.silent(), meanwhile)) {
            var document = upload("bees.md", "Bees make honey.");
            // The old text is extracted; before its chunks are written down, the new one arrives.
            meanwhile.action = () -> upload("bees.md", "Bees make wax.");
            whileWorking(other.documents, () -> {
                assertThat(followed(document).getLast()).isEqualTo(new Ingestion.Ready(1));
            });
            var now = documents.document(ADA, document.id());
            assertThat(now.contentHash()).contains(TextHash.of("Bees make wax."));
            assertThat(now.generation()).isEqualTo(2);
            assertThat(documents.chunks(ADA, document.id()).getFirst().text()).isEqualTo("Bees make wax.");
            assertThat(machine.index.generations()).containsEntry(document.id(), 2L);
        }
    }

    @Test
    void aFailureThatIsNoDocumentsFaultIsToldAndTriedAgain() {
        calls.failAt("claim", 1, () -> new UpstreamFailure("disk_full", "The disk is full.", false));
        var document = upload("bees.md", "Bees make honey.");
        whileWorking(documents, () -> {
            assertThat(followed(document).getLast()).isEqualTo(new Ingestion.Ready(1));
        });
        assertThat(troubles).hasSize(1);
    }

    @Test
    void closingLeavesWhatIsNotBegunInTheQueue() {
        documents.ingestInBackground(troubles::add).close();

        var document = upload("bees.md", "Bees make honey.");

        assertThat(documents.document(ADA, document.id()).ingestion()).isEqualTo(new Ingestion.Queued());
        assertThat(platform.documentPorts.tasks().claim(TaskKind.INGEST_DOCUMENT))
                .isPresent();
    }

    @Test
    void closingEndsAnExtractionThatTakesLongAndLeavesItInTheQueue() {
        var meanwhile = new AfterExtraction();
        var document = upload("bees.md", "Bees make honey.");
        try (var other = machine.start(ScriptedLlm.silent(), meanwhile)) {
            var begun = new CountDownLatch(1);
            meanwhile.action = () -> {
                begun.countDown();
                waitForAnInterrupt();
            };
            whileWorking(other.documents, begun::await);
        }

        assertThat(documents.document(ADA, document.id()).ingestion()).isEqualTo(new Ingestion.Queued());
        assertThat(troubles).isEmpty();
    }

    @Test
    void aSyncAndTheWorkerShareTheQueue() {
        for (var i = 0; i < 20; i++) machine.put(i + ".md", "Text number " + i + ".");
        whileWorking(documents, () -> {
            var uploaded = upload("bees.md", "Bees make honey.");

            assertThat(platform.sync().ingested()).isEqualTo(20);
            assertThat(followed(uploaded).getLast()).isEqualTo(new Ingestion.Ready(1));
        });
        assertThat(machine.index.generations())
                .isEqualTo(platform.documentPorts.documents().ready())
                .hasSize(21);
    }

    @Test
    void theStartRemovesBytesThatNobodyRefersTo() {
        machine.uploads.keep(machine.uploads.receive(stream("left by a kill")));
        var document = upload("bees.md", "Bees make honey.");
        whileWorking(documents, () -> {
            followed(document);
        });
        assertThat(machine.uploads.stored()).containsExactly(TextHash.of("Bees make honey."));
    }

    @Test
    void whatFailedIsTriedAgainWhenAsked() {
        calls.failAt("UploadStorePort.open", 1, () -> new UpstreamFailure("disk_unusable", "The disk moans.", false));
        var document = upload("bees.md", "Bees make honey.");
        whileWorking(documents, () -> {
            assertThat(followed(document).getLast()).isInstanceOf(Ingestion.Failed.class);

            var again = documents.retry(ADA, document.id());

            assertThat(again.ingestion()).isEqualTo(new Ingestion.Queued());
            assertThat(again.contentHash()).isEqualTo(document.contentHash());
            assertThat(followed(document).getLast()).isEqualTo(new Ingestion.Ready(1));
            assertThatThrownBy(() -> documents.retry(ADA, document.id()))
                    .isInstanceOfSatisfying(
                            Conflict.class,
                            failure -> assertThat(failure.code()).isEqualTo("document_not_failed"));
        });
    }

    @Test
    void followingEndsWhenTheDocumentIsDeleted() {
        var document = upload("bees.md", "Bees make honey.");
        var seen = new ArrayList<Document>();

        documents.follow(ADA, document.id(), change -> {
            seen.add(change);
            documents.delete(ADA, change.id());
        });

        assertThat(seen).containsExactly(document);
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private void whileWorking(DocumentService process, Step body) {
        var worker = process.ingestInBackground(troubles::add);
        try {
            body.run();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        } finally {
            worker.close();
        }
    }

    private static void waitForAnInterrupt() {
        while (!Thread.currentThread().isInterrupted()) LockSupport.park();
    }

    private List<Ingestion> followed(Document document) {
        var states = new ArrayList<Ingestion>();
        documents.follow(ADA, document.id(), change -> states.add(change.ingestion()));
        return states;
    }

    private Document upload(String name, String text) {
        return documents.upload(ADA, "papers", name, stream(text));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** Does something once, after a text was extracted and before anything else happens. */
    private static final class AfterExtraction implements Interposer {
        private volatile Runnable action = () -> {};

        @Override
        public <T> T between(Class<T> port, T real) {
            if (!(real instanceof TextExtractionPort extraction)) return real;
            TextExtractionPort interrupted = (name, content, blocks) -> {
                extraction.extract(name, content, blocks);
                var once = action;
                action = () -> {};
                once.run();
            };
            return port.cast(interrupted);
        }
    }
}
