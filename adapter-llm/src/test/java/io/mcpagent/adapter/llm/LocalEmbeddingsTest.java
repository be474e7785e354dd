package io.mcpagent.adapter.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEmbeddingsTest {
    private static final String PREFIX = "Represent this sentence for searching relevant passages: ";

    @Test
    void anUnknownModelIsRefusedWithTheKnownOnes(@TempDir Path folder) {
        assertThatThrownBy(() -> LocalEmbeddings.open(new EmbeddingSettings("gpt", 1, folder)))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        failure -> assertThat(failure.code()).isEqualTo("embedding_model_unknown"))
                .hasMessageContainingAll("gpt", "bge-small-en-v1.5", "all-MiniLM-L6-v2");
    }

    @Test
    void whatCannotBeLoadedSaysWhereAndWhatToDo(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("not-a-folder"), "");

        try (var embeddings = LocalEmbeddings.open(EmbeddingSettings.in(file))) {
            assertThatThrownBy(() -> embeddings.tokens("word"))
                    .isInstanceOfSatisfying(
                            UpstreamFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo("embedding_unavailable"))
                    .hasMessageContainingAll(file.toString(), "must be writable");
        }
    }

    @Test
    void bgePutsItsPrefixBeforeQuestionsOnly() {
        try (var embeddings = Models.open("bge-small-en-v1.5")) {
            assertThat(embeddings.embedQueries(List.of("capital of France")))
                    .isEqualTo(embeddings.embedPassages(List.of(PREFIX + "capital of France")))
                    .isNotEqualTo(embeddings.embedPassages(List.of("capital of France")));
        }
    }

    @Test
    void miniLmTakesQuestionsAsTheyAreAndTextsBeyondThe128TokensOfItsFile() {
        try (var embeddings = Models.open("all-MiniLM-L6-v2")) {
            var text = "word ".repeat(150);

            assertThat(embeddings.embedQueries(List.of(text))).isEqualTo(embeddings.embedPassages(List.of(text)));
            assertThat(embeddings.embedPassages(List.of(text + "photosynthesis")))
                    .isNotEqualTo(embeddings.embedPassages(List.of(text)));
        }
    }

    @Test
    void foreignAndBrokenTextsAreEmbedded() {
        try (var embeddings = Models.open("bge-small-en-v1.5")) {
            var texts = List.of("Größe der Bäume", "日本語のテキスト", "\uD83D alone", "\0", "x".repeat(100_000));

            assertThat(embeddings.embedPassages(texts))
                    .hasSize(texts.size())
                    .allSatisfy(
                            embedding -> assertThat(embedding.dot(embedding)).isCloseTo(1, within(1e-5)));
        }
    }

    @Test
    void anInterruptedCallerGoesAwayAndNothingBreaks() {
        try (var embeddings = Models.open("bge-small-en-v1.5")) {
            var before = embeddings.embedPassages(List.of("mountain"));
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> embeddings.embedPassages(Collections.nCopies(500, "a long wait ".repeat(100))))
                    .isInstanceOf(CancellationException.class);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(embeddings.embedPassages(List.of("mountain"))).isEqualTo(before);
        }
    }

    @Test
    void aQuestionDoesNotQueueBehindPassages() throws Exception {
        try (var embeddings = LocalEmbeddings.open(
                        new EmbeddingSettings("all-MiniLM-L6-v2", 1, Path.of("target", "models")));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            embeddings.embedQueries(List.of("loaded"));
            var passages = threads.submit(() -> embeddings.embedPassages(Collections.nCopies(300, "x ".repeat(250))));

            embeddings.embedQueries(List.of("first"));

            assertThat(passages.isDone()).isFalse();
            passages.cancel(true);
        }
    }

    @Test
    void closingEndsWhoWaits() throws Exception {
        var embeddings = Models.open("bge-small-en-v1.5");
        embeddings.embedQueries(List.of("loaded"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> embeddings.embedPassages(Collections.nCopies(500, "x ".repeat(250))));

            embeddings.close();

            assertThatThrownBy(waiting::get)
                    .cause()
                    .isInstanceOfAny(CancellationException.class, IllegalStateException.class);
        }
    }
}
