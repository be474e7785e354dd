package io.mcpagent.benchmarks.tool;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.mcpagent.adapter.llm.EmbeddingSettings;
import io.mcpagent.adapter.llm.LocalEmbeddings;
import io.mcpagent.adapter.vector.LuceneVectors;
import io.mcpagent.adapter.vector.VectorSettings;
import io.mcpagent.application.tool.FindTools;
import io.mcpagent.application.tool.ToolChoice;
import io.mcpagent.application.tool.ToolSettings;
import io.mcpagent.benchmarks.tool.ToolCatalogue.Question;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.retrieval.TextAnalysisPort;
import io.mcpagent.domain.tool.ServedToolNames;
import io.mcpagent.domain.tool.ToolDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the definitions of 150 tools cost, all of them and those that fit a question, and how often the tool that the
 * question needs is among these. The argument is a folder for the model and an empty index.
 */
public final class ToolDefinitionsBenchmark {
    private static final List<Integer> SIZES = List.of(5, 10, 15, 20, 25, 30, 40);
    private static final int ROUNDS = 5;
    private static final double MICROSECOND = 1_000;
    private static final TextAnalysisPort NO_WORDS = (text, language) -> List.of();

    private final List<ToolDefinition> tools = ToolCatalogue.definitions();
    private final List<Question> questions = ToolCatalogue.questions();
    private final Encoding encoding = Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private final Map<String, Integer> tokens = new HashMap<>();
    private final LocalEmbeddings embeddings;
    private final TextAnalysisPort analysis;

    private ToolDefinitionsBenchmark(LocalEmbeddings embeddings, TextAnalysisPort analysis) {
        this.embeddings = embeddings;
        this.analysis = analysis;
    }

    public static void main(String[] args) {
        var folder = Path.of(args[0]);
        try (var embeddings = LocalEmbeddings.open(EmbeddingSettings.in(folder.resolve("models")));
                var index = LuceneVectors.open(new VectorSettings(
                        folder.resolve("no-index"),
                        embeddings.model().name(),
                        embeddings.model().dimension()))) {
            new ToolDefinitionsBenchmark(embeddings, index.analysis()).run();
        }
    }

    private void run() {
        System.out.printf(
                Locale.ROOT,
                "%d tools of %d servers: %,d tokens, %,d characters%n",
                tools.size(),
                agent().tools().size(),
                tokens(tools),
                tools.stream()
                        .mapToInt(tool -> ToolCatalogue.sent(tool).length())
                        .sum());
        System.out.printf(Locale.ROOT, "%-28s %s%n", questions.size() + " questions, offered", SIZES);
        recall("words and meaning", SIZES.stream().map(this::choice).toList());
        recall(
                "words alone",
                SIZES.stream()
                        .map(size -> choice(size, new NoEmbeddings(), analysis))
                        .toList());
        recall(
                "meaning alone",
                SIZES.stream().map(size -> choice(size, embeddings, NO_WORDS)).toList());
        for (var size : SIZES) spent(size);
        missed(ToolSettings.DEFAULT.offered());
        time();
    }

    private ToolChoice choice(int size) {
        return choice(size, embeddings, analysis);
    }

    private static ToolChoice choice(int size, EmbeddingPort embeddings, TextAnalysisPort analysis) {
        return new ToolChoice(new ToolSettings(size), embeddings, analysis);
    }

    private void recall(String name, List<ToolChoice> choices) {
        var line = new StringBuilder();
        for (var choice : choices) {
            var found = questions.stream()
                    .filter(question -> isAmong(offered(choice, question), question))
                    .count();
            line.append(String.format(Locale.ROOT, " %5.1f%%", 100.0 * found / questions.size()));
        }
        System.out.printf("%-28s%s%n", name, line);
    }

    private void spent(int size) {
        var choice = choice(size);
        var spent = questions.stream()
                .mapToInt(question -> tokens(offered(choice, question)) + tokens(List.of(FindTools.DEFINITION)))
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%d offered and find_tools: %,.0f tokens on average (%,d to %,d)%n",
                size,
                Arrays.stream(spent).average().orElseThrow(),
                spent[0],
                spent[spent.length - 1]);
    }

    private void missed(int size) {
        var choice = choice(size);
        for (var question : questions) {
            if (!isAmong(offered(choice, question), question))
                System.out.println("missed with " + size + ": " + question.text() + " " + question.needed());
        }
    }

    private void time() {
        var choice = choice(ToolSettings.DEFAULT.offered());
        var begun = System.nanoTime();
        offered(choice, questions.getFirst());
        System.out.printf(Locale.ROOT, "first choice %,.0f ms%n", (System.nanoTime() - begun) / 1e6);
        var times = new ArrayList<Long>();
        for (var round = 0; round < ROUNDS; round++) {
            for (var question : questions) {
                var start = System.nanoTime();
                offered(choice, question);
                times.add(System.nanoTime() - start);
            }
        }
        times.sort(Long::compare);
        System.out.printf(
                Locale.ROOT,
                "later ones %,.0f µs (median), %,.0f µs (p95)%n",
                times.get(times.size() / 2) / MICROSECOND,
                times.get(times.size() * 95 / 100) / MICROSECOND);
    }

    private List<ToolDefinition> offered(ToolChoice choice, Question question) {
        return choice.forQuestion(agent(), question.text(), tools);
    }

    private static boolean isAmong(List<ToolDefinition> offered, Question question) {
        return offered.stream().anyMatch(tool -> question.needed().contains(tool.name()));
    }

    private int tokens(List<ToolDefinition> counted) {
        return counted.stream()
                .mapToInt(tool -> tokens.computeIfAbsent(
                        tool.name(), unknown -> encoding.countTokensOrdinary(ToolCatalogue.sent(tool))))
                .sum();
    }

    /** One with all tools of each server. */
    private Agent agent() {
        var servers = tools.stream()
                .flatMap(tool -> ServedToolNames.server(tool.name()).stream())
                .distinct()
                .map(server -> server + "__*")
                .toList();
        return new Agent(
                new AgentName("assistant"),
                "",
                "",
                Optional.empty(),
                servers,
                Set.of(),
                List.of(),
                AgentLimits.DEFAULT,
                1);
    }
}
