package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.Block.Heading;
import io.mcpagent.domain.document.Location.Lines;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings in YAML that many tools keep at the top of a Markdown file, between lines of three hyphens. Only the title
 * is for readers.
 *
 * @param body the whole text with the settings blanked out, so that its lines keep their numbers
 */
record FrontMatter(String body, Optional<Heading> title) {
    private static final Pattern BLOCK = Pattern.compile(
            "\\A---[ \\t]*\\n((?:(?:[\\w.-]+[ \\t]*:|[ \\t#-]|(?=\\n)).*\\n)+?)(?:---|\\.\\.\\.)[ \\t]*(?:\\n|\\z)");
    private static final Pattern TITLE =
            Pattern.compile("^title[ \\t]*:[ \\t]*([\"']?)(.+?)\\1[ \\t]*$", Pattern.MULTILINE);

    static FrontMatter of(String text) {
        var block = BLOCK.matcher(text);
        if (!block.find()) return new FrontMatter(text, Optional.empty());
        var settings = block.group();
        var body = settings.replaceAll("[^\\n]", "") + text.substring(settings.length());
        return new FrontMatter(body, title(settings));
    }

    private static Optional<Heading> title(String settings) {
        var title = TITLE.matcher(settings);
        if (!title.find()) return Optional.empty();
        var line = 1 + (int) settings.substring(0, title.start()).lines().count();
        return Optional.of(new Heading(1, title.group(2), new Lines(line, line)));
    }
}
