package io.mcpagent.adapter.tools;

/** The beginning of a text that may be endless, for messages. */
final class Excerpts {
    private static final int MOST_CHARACTERS = 200;

    private Excerpts() {}

    static String of(String text) {
        if (text.length() <= MOST_CHARACTERS) return text;
        // Not between the halves of a character beyond the basic plane.
        var end = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1)) ? MOST_CHARACTERS - 1 : MOST_CHARACTERS;
        return text.substring(0, end) + "…";
    }
}
