package io.mcpagent.adapter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Foreign text made safe to show: a file's name or content must not move the cursor, set a title, type an answer, or
 * turn the reading order around.
 *
 * @see <a href="https://trojansource.codes">Boucher and Anderson, Trojan Source (2021)</a>
 */
public final class TerminalText {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int EMOJI_STYLE = 0xFE0F;

    private static final Pattern WORDS = Pattern.compile(" +");

    private TerminalText() {}

    /** Text with its line breaks; tabs become spaces. */
    static String lines(String foreign) {
        var clean = new StringBuilder(foreign.length());
        foreign.replace("\r\n", "\n")
                .codePoints()
                .map(c -> c == '\t' ? ' ' : c)
                .map(c -> c != '\n' && isDangerous(c) ? REPLACEMENT : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** The same on one line. */
    public static String line(String foreign) {
        return lines(foreign).replace('\n', ' ');
    }

    /** A name on one line, in which nothing hides that can't be seen. */
    public static String name(String foreign) {
        var clean = new StringBuilder(foreign.length());
        line(foreign).codePoints().map(c -> isInvisible(c) ? REPLACEMENT : c).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** JSON that shows no such character either, and that no reader takes for two lines; it still means the same. */
    static String json(String json) {
        var clean = new StringBuilder(json.length());
        for (var i = 0; i < json.length(); i++) {
            var c = json.charAt(i);
            if (isDangerous(c) || (Character.isSurrogate(c) && !isPaired(json, i)))
                clean.append(String.format("\\u%04x", (int) c));
            else clean.append(c);
        }
        return clean.toString();
    }

    private static boolean isPaired(String text, int index) {
        var c = text.charAt(index);
        if (Character.isHighSurrogate(c))
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }

    private static boolean isDangerous(int c) {
        return c < ' ' || (c >= 0x7F && c <= 0x9F) || isBidirectionalControl(c) || c == 0x2028 || c == 0x2029;
    }

    /** Marks of direction, joiners, tags and variations: of use within words of some scripts, so texts keep them. */
    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || (c >= 0xFE00 && c < EMOJI_STYLE)
                || (c >= 0xE0000 && c <= 0xE01EF);
    }

    private static boolean isBidirectionalControl(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    /** Lines of at most {@code width} characters, broken between words; a longer word has a line for itself. */
    static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.split("\n", -1)) {
            var line = new StringBuilder();
            for (var word : WORDS.split(paragraph.strip(), -1)) {
                if (!line.isEmpty() && length(line) + 1 + length(word) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                if (!line.isEmpty()) line.append(' ');
                line.append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** One line, or where it is too long several, of which those behind the first are indented further. */
    static List<String> folded(String line, int width) {
        if (length(line) <= width) return List.of(line);
        var indent = line.length() - line.stripLeading().length();
        var parts = wrapped(line, width - indent - 2);
        return IntStream.range(0, parts.size())
                .mapToObj(i -> " ".repeat(i == 0 ? indent : indent + 2) + parts.get(i))
                .toList();
    }

    static int length(CharSequence text) {
        return (int) text.codePoints().count();
    }
}
