package io.mcpagent.adapter.vector;

import static io.mcpagent.testkit.retrieval.IndexedDocuments.aDocument;
import static io.mcpagent.testkit.retrieval.IndexedDocuments.collectionId;
import static io.mcpagent.testkit.retrieval.IndexedDocuments.documentId;
import static io.mcpagent.testkit.retrieval.IndexedDocuments.randomVector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuceneVectorsTest {
    private static final CollectionId MANUALS = collectionId(1);
    private static final SearchScope SCOPE = new SearchScope(Map.of(MANUALS, Language.ENGLISH));
    private static final int DIMENSION = 16;

    @TempDir
    Path folder;

    private VectorSettings settings;

    @BeforeEach
    void chooseSettings() {
        settings = new VectorSettings(folder.resolve("index"), "small-model", DIMENSION);
    }

    @Test
    void keepsWhatWasWritten() {
        write(documents(1, 50));

        try (var vectors = LuceneVectors.open(settings)) {
            assertThat(vectors.wasRebuilt()).isFalse();
            assertThat(vectors.store().generations()).hasSize(50);
            assertThat(vectors.store().byKeyword("pump", SCOPE, 100)).hasSize(50);
        }
    }

    @Test
    void makesNoFolderBeforeSomethingIsWritten() {
        try (var vectors = LuceneVectors.open(settings)) {
            assertThat(vectors.store().byKeyword("pump", SCOPE, 10)).isEmpty();
            assertThat(vectors.store().generations()).isEmpty();
        }
        assertThat(settings.directory()).doesNotExist();
    }

    @Test
    void searchesWithoutTakingTheLock() {
        write(documents(1, 5));

        try (var one = LuceneVectors.open(settings);
                var other = LuceneVectors.open(settings)) {
            assertThat(one.store().byKeyword("pump", SCOPE, 10)).hasSize(5);
            assertThat(other.store().byKeyword("pump", SCOPE, 10)).hasSize(5);
        }
    }

    @Test
    void saysThatAnotherProcessWrites() {
        try (var one = LuceneVectors.open(settings);
                var other = LuceneVectors.open(settings)) {
            one.store().replace(documents(1, 1));

            assertThatThrownBy(() -> other.store().replace(documents(2, 1)))
                    .isInstanceOfSatisfying(
                            Conflict.class, held -> assertThat(held.code()).isEqualTo("index_held"));
        }
    }

    @Test
    void refusesTheVectorsOfAnotherModel() {
        write(documents(1, 1));
        var other = new VectorSettings(settings.directory(), "large-model", 32);

        assertThatThrownBy(() -> LuceneVectors.open(other))
                .isInstanceOfSatisfying(
                        Conflict.class, refused -> assertThat(refused.code()).isEqualTo("index_model_mismatch"))
                .hasMessageContainingAll("small-model", "large-model", "mcp-agent collections reindex");
        try (var vectors = LuceneVectors.open(settings)) {
            assertThat(vectors.store().generations()).hasSize(1);
        }
    }

    @Test
    void opensFreshForAnotherModel() {
        write(documents(1, 20));
        var other = new VectorSettings(settings.directory(), "large-model", 32);

        try (var vectors = LuceneVectors.openFresh(other)) {
            assertThat(vectors.wasRebuilt()).isFalse();
            assertThat(vectors.store().generations()).isEmpty();
            vectors.store()
                    .replace(List.of(aDocument(1, MANUALS)
                            .chunk("pump", randomVector(32, new Random(1)))
                            .build()));
        }
        try (var vectors = LuceneVectors.open(other)) {
            assertThat(vectors.store().generations()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"segments", "largest", "all"})
    void emptiesAnIndexWithTruncatedFiles(String which) throws IOException {
        write(documents(1, 200));
        for (var file : damaged(which)) {
            Files.write(file, new byte[] {1, 2, 3});
        }
        assertEmptiedAndUsable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"segments", "largest", "all"})
    void emptiesAnIndexWithGarbledFiles(String which) throws IOException {
        write(documents(1, 200));
        var random = new Random(7);
        for (var file : damaged(which)) {
            var bytes = Files.readAllBytes(file);
            for (var i = 0; i < 20; i++) {
                bytes[random.nextInt(bytes.length)] ^= 0x55;
            }
            Files.write(file, bytes);
        }
        assertEmptiedAndUsable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"segments", "largest"})
    void emptiesAnIndexWithMissingFiles(String which) throws IOException {
        write(documents(1, 200));
        for (var file : damaged(which)) {
            Files.delete(file);
        }
        assertEmptiedAndUsable();
    }

    @Test
    void aLockFileLeftBehindDoesNotMatter() throws IOException {
        write(documents(1, 1));
        Files.writeString(settings.directory().resolve("write.lock"), "");

        try (var vectors = LuceneVectors.open(settings)) {
            vectors.store().replace(documents(2, 1));
            assertThat(vectors.store().generations()).hasSize(2);
        }
    }

    @Test
    void anInterruptedCallerHarmsNothing() throws InterruptedException {
        try (var vectors = LuceneVectors.open(settings)) {
            for (var round = 0; round < 20; round++) {
                var number = round + 1;
                var started = new CountDownLatch(1);
                var interruptKept = new AtomicBoolean();
                var caller = Thread.ofVirtual().start(() -> {
                    started.countDown();
                    vectors.store().replace(documents(number, 1));
                    vectors.store().byVector(randomVector(DIMENSION, new Random(1)), SCOPE, 5);
                    vectors.store().byKeyword("pump", SCOPE, 5);
                    interruptKept.set(Thread.currentThread().isInterrupted());
                });
                started.await();
                caller.interrupt();
                caller.join();

                assertThat(interruptKept).isTrue();
                assertThat(vectors.store().generations()).hasSize(number);
            }
        }
        try (var vectors = LuceneVectors.open(settings)) {
            assertThat(vectors.wasRebuilt()).isFalse();
            assertThat(vectors.store().generations()).hasSize(20);
        }
    }

    @Test
    void aFullDiskLeavesTheIndexAsItWas() {
        var full = new AtomicBoolean();
        try (var vectors =
                LuceneVectors.open(settings, path -> new FillingDirectory(new MMapDirectory(path), full), false)) {
            vectors.store().replace(documents(1, 3));
            full.set(true);

            assertThatThrownBy(() -> vectors.store().replace(documents(1, 10)))
                    .isInstanceOf(UpstreamFailure.class)
                    .hasFieldOrPropertyWithValue("code", "disk_full")
                    .hasMessageContaining("Free some space");
            assertThat(vectors.store().generations()).hasSize(3);
            assertThat(vectors.store().byKeyword("pump", SCOPE, 20)).hasSize(3);

            full.set(false);
            vectors.store().replace(documents(1, 10));
            assertThat(vectors.store().generations()).hasSize(10);
        }
    }

    @Test
    void refusesAVectorOfAnotherLengthAndGoesOn() {
        try (var vectors = LuceneVectors.open(settings)) {
            vectors.store().replace(documents(1, 1));
            var wrong = aDocument(2, MANUALS)
                    .chunk("pump", randomVector(DIMENSION + 1, new Random(1)))
                    .build();

            assertThatThrownBy(() -> vectors.store().replace(List.of(wrong)))
                    .isInstanceOf(IllegalArgumentException.class);
            vectors.store().replace(documents(3, 1));
            assertThat(vectors.store().generations()).containsOnlyKeys(documentId(1), documentId(3));
        }
    }

    private void assertEmptiedAndUsable() {
        try (var vectors = LuceneVectors.open(settings)) {
            assertThat(vectors.wasRebuilt()).isTrue();
            assertThat(vectors.store().generations()).isEmpty();
            vectors.store().replace(documents(1, 2));
            assertThat(vectors.store().byKeyword("pump", SCOPE, 10)).hasSize(2);
        }
        try (var vectors = LuceneVectors.open(settings)) {
            assertThat(vectors.wasRebuilt()).isFalse();
            assertThat(vectors.store().generations()).hasSize(2);
        }
    }

    private List<Path> damaged(String which) throws IOException {
        try (var listed = Files.list(settings.directory())) {
            var files = listed.filter(file -> !file.endsWith("write.lock")).toList();
            return switch (which) {
                case "segments" ->
                    files.stream()
                            .filter(file -> file.getFileName().toString().startsWith("segments_"))
                            .toList();
                case "largest" ->
                    List.of(files.stream()
                            .max((one, other) -> Long.compare(
                                    one.toFile().length(), other.toFile().length()))
                            .orElseThrow());
                default -> files;
            };
        }
    }

    private void write(List<IndexedDocument> documents) {
        try (var vectors = LuceneVectors.open(settings)) {
            vectors.store().replace(documents);
        }
    }

    private static List<IndexedDocument> documents(int first, int count) {
        var random = new Random(first);
        return IntStream.range(first, first + count)
                .mapToObj(number -> aDocument(number, MANUALS)
                        .chunk("pump " + number, randomVector(DIMENSION, random))
                        .build())
                .toList();
    }
}
