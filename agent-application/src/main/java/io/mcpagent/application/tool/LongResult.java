package io.mcpagent.application.tool;

import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolOutcome.Failed;
import io.mcpagent.domain.tool.ToolOutcome.Succeeded;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A result as a model is shown it: whole, or its beginning with the word where the rest is. Lengths are in UTF-16 code units.
 *
 * @param whole to be kept for {@link ReadResult} under the id of its call
 */
public record LongResult(ToolOutcome shown, Optional<String> whole) {
    /** More of one result is not kept. */
    static final int MOST_KEPT = 1_000_000;

    /** What is shown at once. */
    static final int LONGEST_SHOWN = 30_000;

    /** What is shown of a longer one. */
    static final int BEGINNING = 10_000;

    /**
     * Documents have a way of their own to be read on, which asks each time whether they may be read; so what was read of them
     * is not kept.
     *
     * @param room how much more the run may keep
     */
    public static LongResult of(ToolCall call, ToolOutcome outcome, int room) {
        var text = text(outcome);
        if (text.length() <= LONGEST_SHOWN) return new LongResult(outcome, Optional.empty());
        if (text.length() > room || DocumentTools.isOne(call.tool()))
            return new LongResult(cut(outcome, LONGEST_SHOWN), Optional.empty());
        var shown =
                "%s\n[the first %d of %d characters; all are kept as the result %s: %s reads on at any offset, or finds a text in it]"
                        .formatted(beginning(text, BEGINNING), BEGINNING, text.length(), call.id(), ReadResult.NAME);
        return new LongResult(with(outcome, old -> shown), Optional.of(text));
    }

    /** The beginning alone; the rest is lost. */
    static ToolOutcome cut(ToolOutcome outcome, int most) {
        return with(
                outcome,
                text -> text.length() <= most
                        ? text
                        : "%s\n[cut: the first %d of %d characters]"
                                .formatted(beginning(text, most), most, text.length()));
    }

    /** Not between the halves of a character. */
    static String beginning(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static String text(ToolOutcome outcome) {
        return switch (outcome) {
            case Succeeded(var text, var passages) -> text;
            case Failed(var message) -> message;
        };
    }

    private static ToolOutcome with(ToolOutcome outcome, UnaryOperator<String> change) {
        return switch (outcome) {
            case Succeeded(var text, var passages) -> new Succeeded(change.apply(text), passages);
            case Failed(var message) -> new Failed(change.apply(message));
        };
    }
}
