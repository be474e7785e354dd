package io.mcpagent.testkit.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingPort;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every embedding model must do. */
public interface EmbeddingPortContract {
    EmbeddingPort embeddings();

    @Test
    default void vectorsAreAsLongAsTheModelSaysAndOfLengthOne() {
        var vectors = new ArrayList<>(embeddings().embedPassages(List.of("Paris is the capital of France.", "", "☃")));
        vectors.addAll(embeddings().embedQueries(List.of("What is the capital of France?", "")));

        assertThat(vectors).hasSize(5).allSatisfy(embedding -> {
            assertThat(embedding.vector()).hasSize(embeddings().model().dimension());
            assertThat(Math.sqrt(embedding.dot(embedding))).isCloseTo(1, within(1e-5));
        });
    }

    @Test
    default void vectorsComeInTheOrderOfTheTexts() {
        var texts = List.of("river bank", "savings bank", "river bank", "mountain");

        var together = embeddings().embedPassages(texts);

        assertThat(together).isEqualTo(texts.stream().map(this::passage).toList());
        assertThat(together.getFirst()).isEqualTo(together.get(2)).isNotEqualTo(together.get(1));
    }

    @Test
    default void aTextsVectorIsTheSameBitForBitWhateverElseIsAskedForMeanwhile() throws Exception {
        var texts = List.of("one", "two words", "three words here", "a longer text ".repeat(40));
        var alone = embeddings().embedPassages(texts);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<List<Embedding>>>();
            for (var i = 0; i < 8; i++) {
                calls.add(() -> embeddings().embedPassages(texts));
            }
            for (Future<List<Embedding>> call : threads.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    default void aPassageThatSharesWordsWithTheQuestionIsNearerThanOneThatSharesNone() {
        var question = embeddings()
                .embedQueries(List.of("What is the capital of France?"))
                .getFirst();

        assertThat(question.dot(passage("Paris is the capital of France.")))
                .isGreaterThan(question.dot(passage("Plants turn sunlight into sugar by photosynthesis.")));
    }

    @Test
    default void aTextBeyondTheLimitIsCut() {
        var whole = "word ".repeat(embeddings().model().maxTokens());

        assertThat(passage(whole + "and much more than that ".repeat(200))).isEqualTo(passage(whole));
    }

    @Test
    default void nothingIsEmbeddedToNothing() {
        assertThat(embeddings().embedPassages(List.of())).isEmpty();
        assertThat(embeddings().embedQueries(List.of())).isEmpty();
    }

    @Test
    default void tokensAreInOrderDoNotOverlapAndCoverTheWords() {
        var text = "Größe 42 😀 naïve, e\u0301te\u0301!";

        var tokens = embeddings().tokens(text);

        var end = 0;
        for (var token : tokens) {
            assertThat(token.start()).isGreaterThanOrEqualTo(end);
            assertThat(token.end()).isGreaterThanOrEqualTo(token.start()).isLessThanOrEqualTo(text.length());
            end = token.end();
        }
        assertThat(tokens)
                .anySatisfy(token ->
                        assertThat(text.substring(token.start(), token.end())).isEqualTo("42"));
    }

    @Test
    default void tokensOfALongTextAreAllThere() {
        var text = "word ".repeat(50_000);

        var tokens = embeddings().tokens(text);

        assertThat(tokens).hasSize(50_000);
        assertThat(tokens.getLast().end()).isEqualTo(text.stripTrailing().length());
    }

    @Test
    default void anEmptyTextHasNoTokens() {
        assertThat(embeddings().tokens("")).isEmpty();
        assertThat(embeddings().tokens(" \n\t")).isEmpty();
    }

    private Embedding passage(String text) {
        return embeddings().embedPassages(List.of(text)).getFirst();
    }
}
