package io.mcpagent.domain.access;

/** Names that people give, as they are shown in lists, logs and headers. */
final class OneLine {
    private OneLine() {}

    /** False for what would begin a line, steer a terminal, or turn the direction of what is around it. */
    static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(OneLine::isUnprintable);
    }

    private static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
