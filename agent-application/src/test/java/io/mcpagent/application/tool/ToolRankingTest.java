package io.mcpagent.application.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingModel;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.llm.TokenSpan;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.testkit.llm.HashedEmbeddings;
import io.mcpagent.testkit.retrieval.PlainTextAnalysis;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolRankingTest {
    private static final List<ToolDefinition> TOOLS = List.of(
            tool("files__readTextFile", "Returns what is in it."),
            tool("mail__send-message", "Hands a letter to the post office."),
            tool("sky__forecast", "The weather of the coming days.", "city"),
            tool("calculator", "Works out sums."));

    private final List<Integer> embedded = new ArrayList<>();
    private final ToolRanking ranking = new ToolRanking(counted(), new PlainTextAnalysis());

    @Test
    void findsByTheWordsOfNamesDescriptionsAndArguments() {
        assertThat(best("read a text please")).isEqualTo("files__readTextFile");
        assertThat(best("send word to Bob")).isEqualTo("mail__send-message");
        assertThat(best("a letter")).isEqualTo("mail__send-message");
        assertThat(best("which city")).isEqualTo("sky__forecast");
        assertThat(best("works out a price")).isEqualTo("calculator");
    }

    @Test
    void embedsEachDefinitionOnce() {
        best("weather");
        best("mail");
        ranking.ranked("weather", List.of(TOOLS.get(2), tool("new__one", "Something new.")));

        assertThat(embedded).containsExactly(4, 1);
    }

    @Test
    void findsByWordsAloneWhereThereIsNoModel() {
        var words = new ToolRanking(new NoModel(), new PlainTextAnalysis());

        assertThat(words.ranked("the weather", TOOLS).getFirst().name()).isEqualTo("sky__forecast");
    }

    @Test
    void whatNothingFitsStaysInItsOrder() {
        var nothing = new ToolRanking(new NoModel(), new PlainTextAnalysis());

        assertThat(nothing.ranked("xyzzy", TOOLS)).isEqualTo(TOOLS);
        assertThat(nothing.ranked("xyzzy", List.of())).isEmpty();
    }

    @Test
    void nothingIsWonBySayingMuch() {
        var stuffed = tool("evil__all", "weather forecast city mail letter file text sum ".repeat(100));
        var late = tool("late__all", "x ".repeat(2_000) + "the weather of the coming days");
        var all = new ArrayList<>(List.of(stuffed, late));
        all.addAll(TOOLS);

        for (var question : List.of("the weather of the coming days", "send a letter", "sums"))
            assertThat(ranking.ranked(question, all).getFirst().name())
                    .as(question)
                    .doesNotStartWith("evil")
                    .doesNotStartWith("late");
    }

    private String best(String question) {
        return ranking.ranked(question, TOOLS).getFirst().name();
    }

    private static ToolDefinition tool(String name, String description, String... arguments) {
        var properties = Json.object();
        for (var argument : arguments) properties = properties.with(argument, Json.object());
        return new ToolDefinition(name, description, Json.object().with("properties", properties), ToolEffect.READS);
    }

    private EmbeddingPort counted() {
        return new Delegating() {
            @Override
            public List<Embedding> embedPassages(List<String> texts) {
                embedded.add(texts.size());
                return super.embedPassages(texts);
            }
        };
    }

    private static class Delegating implements EmbeddingPort {
        private final EmbeddingPort words = new HashedEmbeddings();

        @Override
        public List<Embedding> embedQueries(List<String> texts) {
            return words.embedQueries(texts);
        }

        @Override
        public List<Embedding> embedPassages(List<String> texts) {
            return words.embedPassages(texts);
        }

        @Override
        public List<TokenSpan> tokens(String text) {
            return words.tokens(text);
        }

        @Override
        public EmbeddingModel model() {
            return words.model();
        }
    }

    private static final class NoModel extends Delegating {
        @Override
        public List<Embedding> embedQueries(List<String> texts) {
            throw new UpstreamFailure("embedding_failed", "There is no model.", true);
        }
    }
}
