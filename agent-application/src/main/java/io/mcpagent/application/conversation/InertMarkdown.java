package io.mcpagent.application.conversation;

import java.util.regex.Pattern;

/**
 * Markdown that fetches nothing when it is rendered. A text that a model was led to write carries out what it knows by the
 * address of an image, without anybody clicking; so images and the tags that load something are shown as they are written.
 * Links stay.
 *
 * <p>What is code is not told apart, as each renderer has its own idea of that; a sign that can't begin an image, since no
 * address follows, is left alone instead. Takes time in proportion to the text.
 */
public final class InertMarkdown {
    /** No image, and no tag outside of a style or a script, goes on behind one. */
    private static final Pattern BLANK_LINES = Pattern.compile("(?:(?<=\n)|(?<=\r)(?!\n))[ \t]*(?:\r\n|\r|\n)");

    private static final Pattern SIGN = Pattern.compile("!\\[|<");
    /** Parted where no backslash of the text puts it together again. */
    private static final String INERT_IMAGE = "!\\[";

    private static final Pattern ADDRESS = Pattern.compile("]\\(|]\\[");
    /** Of what images may refer to, anywhere. */
    private static final Pattern DEFINITION = Pattern.compile("]:");

    private static final Pattern STYLED = Pattern.compile("\\b(?:style|background)\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOADING = Pattern.compile(
            "</?(?:img|image|picture|source|video|audio|track|i?frame|frameset|embed|object|applet|svg|use|feimage|link"
                    + "|style|script|input|body|table|thead|tbody|tr|td|th|meta|base|portal|bgsound)(?![a-z0-9-])",
            Pattern.CASE_INSENSITIVE);

    private InertMarkdown() {}

    /** The same, with nothing in it that loads anything. */
    public static String of(String markdown) {
        var isDefined = DEFINITION.matcher(markdown).find();
        var inert = new StringBuilder(markdown.length() + 16);
        var done = 0;
        for (var blank = BLANK_LINES.matcher(markdown); blank.find(); done = blank.end()) {
            paragraph(markdown.substring(done, blank.end()), isDefined, inert);
        }
        paragraph(markdown.substring(done), isDefined, inert);
        return inert.toString();
    }

    private static void paragraph(String text, boolean isDefined, StringBuilder inert) {
        var lastAddress = isDefined ? text.length() : last(ADDRESS, text);
        var lastStyle = last(STYLED, text);
        var loading = LOADING.matcher(text);
        var done = 0;
        for (var sign = SIGN.matcher(text); sign.find(); done = sign.end()) {
            inert.append(text, done, sign.start());
            if (sign.group().equals("<")) {
                var loads = sign.start() < lastStyle
                        || loading.region(sign.start(), text.length()).lookingAt();
                inert.append(loads ? "&lt;" : "<");
            } else inert.append(sign.start() < lastAddress ? INERT_IMAGE : sign.group());
        }
        inert.append(text, done, text.length());
    }

    private static int last(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .mapToInt(found -> found.start())
                .max()
                .orElse(-1);
    }
}
