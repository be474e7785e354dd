package io.mcpagent.domain.tool;

import java.util.Optional;

/** Characters that a person does not see, or that a terminal obeys. */
public final class HiddenText {
    private static final int LONGEST = 120;
    private static final int ESCAPE = 0x1B;
    private static final int CONTROL_SEQUENCE = 0x9B;
    private static final int JOINER = 0x200D;
    private static final String INVISIBLE_LETTERS = "\u115F\u1160\u3164\uFFA0\u2800\u034F\u17B4\u17B5";

    private HiddenText() {}

    /** The first that is hidden, with what stands around it; empty where all can be seen. */
    static Optional<String> hidden(String text) {
        var before = 0;
        for (var at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            var point = text.codePointAt(at);
            // Emoji are joined and coloured by characters that are hidden anywhere else.
            var isOfEmoji = isEmojiPart(point) && (Character.isEmoji(before) || Character.isEmojiModifier(before));
            if (isHidden(point) && !isOfEmoji) return Optional.of(around(text, at));
            before = point;
        }
        return Optional.empty();
    }

    /** The first that a terminal would obey. */
    static Optional<String> terminal(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (text.charAt(at) == ESCAPE || text.charAt(at) == CONTROL_SEQUENCE) return Optional.of(around(text, at));
        }
        return Optional.empty();
    }

    /** The text in one line in which everything can be seen, cut where it is long. */
    static String visible(String text) {
        var seen = new StringBuilder();
        for (var at = 0; at < text.length() && seen.length() < LONGEST; ) {
            var point = text.codePointAt(at);
            if (isHidden(point) || Character.isISOControl(point)) seen.append("<U+%04X>".formatted(point));
            else seen.appendCodePoint(point);
            at += Character.charCount(point);
            if (seen.length() >= LONGEST && at < text.length()) seen.append('…');
        }
        return seen.toString();
    }

    /** JSON in which everything can be seen by whoever is asked about it, and that still means the same. */
    public static String escaped(String json) {
        var seen = new StringBuilder(json.length());
        json.codePoints().forEach(point -> {
            if (isHidden(point) || Character.isISOControl(point))
                for (var unit : Character.toChars(point)) seen.append("\\u%04x".formatted((int) unit));
            else seen.appendCodePoint(point);
        });
        return seen.toString();
    }

    /** As a model may read it: without what is hidden. Tags are letters that were moved out of sight. */
    static String revealed(String text) {
        var seen = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (isTag(point)) seen.append((char) (point & 0x7F));
            else if (!isHidden(point)) seen.appendCodePoint(point);
        });
        return seen.toString();
    }

    private static String around(String text, int at) {
        return visible(text.substring(Math.max(0, at - 20), Math.min(text.length(), at + 60)));
    }

    private static boolean isEmojiPart(int point) {
        return point == JOINER || point == 0xFE0F || isTag(point);
    }

    private static boolean isTag(int point) {
        return point >= 0xE0020 && point <= 0xE007E;
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            // Zero-width, bidirectional and tag characters; soft hyphens; lone halves of pairs.
            case Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED -> true;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.CONTROL ->
                point != '\n' && point != '\r' && point != '\t' && point != ESCAPE && point != CONTROL_SEQUENCE;
            default -> isVariation(point) || INVISIBLE_LETTERS.indexOf(point) >= 0;
        };
    }

    private static boolean isVariation(int point) {
        return (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0100 && point <= 0xE01EF)
                || (point >= 0x180B && point <= 0x180F);
    }
}
