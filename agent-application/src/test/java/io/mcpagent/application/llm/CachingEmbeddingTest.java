package io.mcpagent.application.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingModel;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.llm.TextHash;
import io.mcpagent.domain.llm.TokenSpan;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.llm.EmbeddingPortContract;
import io.mcpagent.testkit.llm.HashedEmbeddings;
import io.mcpagent.testkit.llm.InMemoryEmbeddingRepository;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CachingEmbeddingTest implements EmbeddingPortContract {
    private final Counting model = new Counting();
    private final InMemoryEmbeddingRepository known =
            new InMemoryEmbeddingRepository(new InMemoryStore(new SteppingTime()));
    private final CachingEmbedding embeddings = new CachingEmbedding(model, known);

    @Override
    public EmbeddingPort embeddings() {
        return embeddings;
    }

    @Test
    void embedsATextOnceWhateverIsAskedAgain() {
        var first = embeddings.embedPassages(List.of("pear", "apple", "pear"));
        var again = embeddings.embedPassages(List.of("apple", "quince", "pear"));

        assertThat(model.embedded).containsExactly("pear", "apple", "quince");
        assertThat(first.get(0)).isEqualTo(first.get(2)).isEqualTo(again.get(2));
        assertThat(again.get(0)).isEqualTo(first.get(1));
    }

    @Test
    void takesNothingFromAnotherModel() {
        var other = new Embedding(new float[model.model().dimension()]);
        known.save("another-model", Map.of(TextHash.of("pear"), other));

        assertThat(embeddings.embedPassages(List.of("pear"))).doesNotContain(other);
        assertThat(known.find(model.model().name(), Set.of(TextHash.of("pear"))))
                .hasSize(1);
    }

    private static final class Counting implements EmbeddingPort {
        private final EmbeddingPort model = new HashedEmbeddings();
        private final List<String> embedded = new ArrayList<>();

        @Override
        public List<Embedding> embedQueries(List<String> texts) {
            return model.embedQueries(texts);
        }

        @Override
        public synchronized List<Embedding> embedPassages(List<String> texts) {
            embedded.addAll(texts);
            return model.embedPassages(texts);
        }

        @Override
        public List<TokenSpan> tokens(String text) {
            return model.tokens(text);
        }

        @Override
        public EmbeddingModel model() {
            return model.model();
        }
    }
}
