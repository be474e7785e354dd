package io.mcpagent.adapter.cli;

import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Locale;

/** Passages, and how they were found, for people. */
final class SearchText {
    private static final String INDENT = "   ";

    private SearchText() {}

    static void print(List<Json.Obj> passages, Output output) {
        if (passages.isEmpty()) output.note("Nothing was found.");
        for (var i = 0; i < passages.size(); i++) {
            if (i > 0) output.say("");
            print(i + 1, passages.get(i), output);
        }
    }

    private static void print(int rank, Json.Obj passage, Output output) {
        output.sayBold(String.format(
                Locale.ROOT,
                "%d. %s, %s  (%.3f)",
                rank,
                TerminalText.name(Members.text(passage, "document")),
                Members.text(passage, "location"),
                Members.number(passage, "score")));
        var headings = Members.texts(passage, "headings");
        if (!headings.isEmpty()) output.sayFaint(INDENT + String.join(" > ", headings));
        var text = TerminalText.lines(Members.text(passage, "text").strip());
        TerminalText.wrapped(text, output.width() - INDENT.length())
                .forEach(line -> output.say(line.isEmpty() ? "" : INDENT + line));
    }

    static void explain(Json.Obj explanation, Output output) {
        for (var stage : Members.objects(explanation, "stages")) {
            output.say("");
            output.sayBold(String.format(
                    Locale.ROOT,
                    "%s  %.1f ms  %s",
                    Members.text(stage, "name"),
                    Members.number(stage, "took_ms"),
                    SyncText.counted(Members.number(stage, "candidates").longValue(), "candidate")));
            Members.objects(stage, "top").forEach(ranked -> output.say(INDENT + row(ranked)));
        }
    }

    private static String row(Json.Obj ranked) {
        var scores = Members.object(ranked, "scores");
        return String.format(
                Locale.ROOT,
                "%.4f  vector %s  keyword %s  %s, chunk %d",
                Members.number(ranked, "score"),
                shown(scores, "vector"),
                shown(scores, "keyword"),
                TerminalText.name(Members.optionalText(ranked, "document").orElse("(deleted)")),
                ordinal(Members.text(ranked, "chunk_id")) + 1);
    }

    private static int ordinal(String chunk) {
        try {
            return ChunkId.parse(chunk).ordinal();
        } catch (IllegalArgumentException e) {
            throw Members.wrong("chunk_id");
        }
    }

    private static String shown(Json.Obj scores, String half) {
        return Members.optionalNumber(scores, half)
                .map(value -> String.format(Locale.ROOT, "%7.4f", value))
                .orElse("      -");
    }
}
