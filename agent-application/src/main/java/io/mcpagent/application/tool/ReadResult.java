package io.mcpagent.application.tool;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolOutcome.Failed;
import io.mcpagent.domain.tool.ToolOutcome.Succeeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tool by which a model reads on in a result of its run that was too long to be shown. */
public final class ReadResult {
    public static final String NAME = "read_result";

    private static final int MOST_PLACES = 20;
    private static final int AROUND = 200;
    private static final int LONGEST_SOUGHT = 200;

    public static final ToolDefinition DEFINITION = ToolDefinition.own(
            NAME,
            "Reads on in the result of an earlier call of this run that was too long to be shown, or finds a text in it.",
            Schemas.object(
                    Json.object()
                            .with("result", Schemas.text("As the end of what was shown of it names it."))
                            .with(
                                    "offset",
                                    Schemas.integer(
                                            "At which character to begin; 0 if left out.", 0, LongResult.MOST_KEPT))
                            .with(
                                    "length",
                                    Schemas.integer(
                                            "How many characters at most; 10000 if left out.",
                                            1,
                                            LongResult.LONGEST_SHOWN))
                            .with(
                                    "find",
                                    Schemas.text(
                                            "Shows, from the offset on, the places that have this text, in upper or lower case.")),
                    "result"),
            ToolEffect.READS,
            true);

    private ReadResult() {}

    /** The id of the call whose result is wanted. */
    public static Optional<String> wanted(Json arguments) {
        return Arguments.of(arguments).text("result").map(String::strip);
    }

    public static ToolOutcome read(Json given, String whole) {
        var arguments = Arguments.of(given);
        var offset = start(whole, arguments.integer("offset").orElse(0));
        if (offset >= whole.length())
            return new Failed("The result has %d characters; there is none at %d.".formatted(whole.length(), offset));
        var sought = arguments.text("find").filter(text -> !text.isEmpty());
        if (sought.isPresent()) return places(whole, offset, sought.get());
        var length = Math.clamp(arguments.integer("length").orElse(LongResult.BEGINNING), 1, LongResult.LONGEST_SHOWN);
        var end = end(whole, offset + length);
        var more = end < whole.length() ? "; it goes on at offset " + end : "";
        return new Succeeded("[characters %d to %d of %d%s]\n%s"
                .formatted(offset, end, whole.length(), more, whole.substring(offset, end)));
    }

    private static ToolOutcome places(String whole, int offset, String sought) {
        if (sought.length() > LONGEST_SOUGHT)
            return new Failed("At most %d characters are looked for.".formatted(LONGEST_SOUGHT));
        var matcher = Pattern.compile(sought, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(whole);
        var shown = new ArrayList<String>();
        var next = offset;
        while (shown.size() < MOST_PLACES && matcher.find(next)) {
            var from = start(whole, Math.max(0, matcher.start() - AROUND));
            next = end(whole, matcher.end() + AROUND);
            shown.add("[at offset %d]\n%s".formatted(matcher.start(), whole.substring(from, next)));
        }
        if (shown.isEmpty()) return new Succeeded("From offset %d on, nothing has this text.".formatted(offset));
        var more = next < whole.length() && matcher.find(next)
                ? "\n\n[there are more from offset %d on]".formatted(next)
                : "";
        return new Succeeded(String.join("\n\n", shown) + more);
    }

    /** Not between the halves of a character. */
    private static int start(String whole, int offset) {
        var within = Math.clamp(offset, 0, whole.length());
        return isInACharacter(whole, within) ? within - 1 : within;
    }

    private static int end(String whole, int offset) {
        var within = Math.clamp(offset, 0, whole.length());
        return isInACharacter(whole, within) ? within + 1 : within;
    }

    private static boolean isInACharacter(String whole, int offset) {
        return offset > 0
                && offset < whole.length()
                && Character.isHighSurrogate(whole.charAt(offset - 1))
                && Character.isLowSurrogate(whole.charAt(offset));
    }

    /** What is told where no such result is kept. */
    public static ToolOutcome unknown(String wanted, List<String> kept) {
        return new Failed("This run has no result %s; it has %s.".formatted(wanted, String.join(", ", kept)));
    }
}
