package io.mcpagent.application.conversation;

import io.mcpagent.domain.failure.InvalidRequest;

/** What a conversation is called. */
final class Title {
    /** In code points. */
    private static final int LONGEST = 80;

    private Title() {}

    /** The first words of a question. */
    static String of(String question) {
        var line = question.strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) <= LONGEST) return line;
        var cut = line.substring(0, line.offsetByCodePoints(0, LONGEST - 1));
        var space = cut.lastIndexOf(' ');
        return (space > LONGEST / 2 ? cut.substring(0, space) : cut).strip() + "…";
    }

    /** @throws InvalidRequest with code {@code title_invalid} */
    static String checked(String title) {
        var stripped = title.strip();
        if (stripped.isEmpty()
                || stripped.codePointCount(0, stripped.length()) > LONGEST
                || stripped.chars().anyMatch(Character::isISOControl))
            throw new InvalidRequest("title_invalid", "A title has 1 to " + LONGEST + " characters on one line.");
        return stripped;
    }
}
