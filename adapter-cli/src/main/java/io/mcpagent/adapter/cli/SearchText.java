package io.mcpagent.adapter.cli;

import io.mcpagent.application.retrieval.Explanation;
import io.mcpagent.application.retrieval.RankedChunk;
import io.mcpagent.application.retrieval.SearchResult;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.retrieval.Passage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Passages, and how they were found, for people. */
final class SearchText {
    private static final String INDENT = "   ";

    private SearchText() {}

    static void print(List<Passage> passages, Output output) {
        if (passages.isEmpty()) output.note("Nothing was found.");
        for (var i = 0; i < passages.size(); i++) {
            if (i > 0) output.say("");
            print(i + 1, passages.get(i), output);
        }
    }

    private static void print(int rank, Passage passage, Output output) {
        output.sayBold(String.format(
                Locale.ROOT,
                "%d. %s, %s  (%.3f)",
                rank,
                TerminalText.name(passage.document()),
                passage.location().label(),
                passage.scores().fused()));
        if (!passage.headings().isEmpty()) output.sayFaint(INDENT + String.join(" > ", passage.headings()));
        TerminalText.wrapped(TerminalText.lines(passage.text().strip()), output.width() - INDENT.length())
                .forEach(line -> output.say(line.isEmpty() ? "" : INDENT + line));
    }

    static void explain(SearchResult result, Output output) {
        for (var stage : result.explanation().stages()) {
            output.say("");
            output.sayBold(String.format(
                    Locale.ROOT, "%s  %.1f ms  %s", stage.name(), stage.took().toNanos() / 1e6, candidates(stage)));
            stage.top().forEach(ranked -> output.say(INDENT + row(ranked, result.documents())));
        }
    }

    private static String candidates(Explanation.Stage stage) {
        return SyncText.counted(stage.candidates(), "candidate");
    }

    private static String row(RankedChunk ranked, Map<DocumentId, String> names) {
        return String.format(
                Locale.ROOT,
                "%.4f  vector %s  keyword %s  %s, chunk %d",
                ranked.scores().fused(),
                shown(ranked.scores().vector()),
                shown(ranked.scores().keyword()),
                TerminalText.name(names.getOrDefault(ranked.chunk().document(), "(deleted)")),
                ranked.chunk().ordinal() + 1);
    }

    private static String shown(Optional<Double> score) {
        return score.map(value -> String.format(Locale.ROOT, "%7.4f", value)).orElse("      -");
    }
}
