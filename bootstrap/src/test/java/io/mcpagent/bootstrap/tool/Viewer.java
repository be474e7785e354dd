package io.mcpagent.bootstrap.tool;

import java.util.List;
import java.util.regex.Pattern;

/** A program that shows Markdown, and fetches all that it can take for an image or a part of a page; it follows no link. */
final class Viewer {
    private static final Pattern LOADED = Pattern.compile(
            "!\\[[^\\]]*]\\(\\s*<?([^)>\\s]+)|!\\[[^\\]]*](?:\\[[^\\]]*])?(?=[\\s\\S]*\\n *\\[[^\\]]+]: *(\\S+))"
                    + "|<[a-z]+\\b[^>]*?\\b(?:src|href|data|poster|srcset|background)\\s*=\\s*[\"']?([^\"'\\s>]+)"
                    + "|<[a-z]+\\b[^>]*?url\\([\"']?([^\"')]+)|<style>[^<]*?url\\([\"']?([^\"')]+)",
            Pattern.CASE_INSENSITIVE);

    private Viewer() {}

    /** What it finds to fetch. */
    static List<String> fetches(String markdown) {
        return LOADED.matcher(markdown).results().map(found -> found.group()).toList();
    }
}
