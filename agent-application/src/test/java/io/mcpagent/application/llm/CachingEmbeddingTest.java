package io.mcpagent.application.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingModel;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.llm.TokenSpan;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.llm.EmbeddingPortContract;
import io.mcpagent.testkit.llm.HashedEmbeddings;
import io.mcpagent.testkit.llm.InMemoryEmbeddingRepository;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachingEmbeddingTest implements EmbeddingPortContract {
    private final InMemoryEmbeddingRepository known =
            new InMemoryEmbeddingRepository(new InMemoryStore(new SteppingTime()));
    private final Recording model = new Recording(new HashedEmbeddings("first"));
    private final CachingEmbedding embeddings = new CachingEmbedding(model, known);

    @Override
    public EmbeddingPort embeddings() {
        return embeddings;
    }

    @Test
    void embedsEachTextOnce() {
        embeddings.embedPassages(List.of("bees", "owls"));
        embeddings.embedPassages(List.of("owls", "foxes", "bees"));

        assertThat(model.embedded).containsExactly("bees", "owls", "foxes");
    }

    @Test
    void answersInTheOrderOfTheTexts() {
        embeddings.embedPassages(List.of("owls"));

        assertThat(embeddings.embedPassages(List.of("bees", "owls", "foxes")))
                .isEqualTo(new HashedEmbeddings().embedPassages(List.of("bees", "owls", "foxes")));
    }

    @Test
    void theSameTextTwiceInACallIsEmbeddedOnce() {
        var vectors = embeddings.embedPassages(List.of("bees", "owls", "bees"));

        assertThat(model.embedded).containsExactly("bees", "owls");
        assertThat(vectors.get(0)).isEqualTo(vectors.get(2)).isNotEqualTo(vectors.get(1));
    }

    @Test
    void whatAnotherModelMadeIsNotUsed() {
        embeddings.embedPassages(List.of("bees"));
        var other = new Recording(new HashedEmbeddings("second"));

        new CachingEmbedding(other, known).embedPassages(List.of("bees"));

        assertThat(other.embedded).containsExactly("bees");
    }

    @Test
    void questionsPassThrough() {
        embeddings.embedQueries(List.of("bees"));
        embeddings.embedPassages(List.of("bees"));

        assertThat(model.embedded).containsExactly("bees");
    }

    /** Remembers which passages it was asked to embed. */
    private record Recording(EmbeddingPort real, List<String> embedded) implements EmbeddingPort {
        Recording(EmbeddingPort real) {
            this(real, new ArrayList<>());
        }

        @Override
        public List<Embedding> embedQueries(List<String> texts) {
            return real.embedQueries(texts);
        }

        @Override
        public synchronized List<Embedding> embedPassages(List<String> texts) {
            embedded.addAll(texts);
            return real.embedPassages(texts);
        }

        @Override
        public List<TokenSpan> tokens(String text) {
            return real.tokens(text);
        }

        @Override
        public EmbeddingModel model() {
            return real.model();
        }
    }
}
