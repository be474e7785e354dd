package io.mcpagent.adapter.mcp.server.dispatch;

/** A name that somebody sent, as it may stand in a message: short, and on one line. */
public final class Shown {
    private static final int LONGEST = 100;

    private Shown() {}

    public static String of(String name) {
        var plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.codePointCount(0, plain.length()) <= LONGEST
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
