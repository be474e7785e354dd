package io.mcpagent.adapter.documents;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** What of a page is not its content. */
enum HtmlBoilerplate {
    /** Neither what is never shown, nor what surrounds the content on every page of a site. */
    LEFT_OUT,
    /** All that is shown. */
    KEPT;

    private static final Set<String> NEVER_TEXT = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "iframe",
            "object",
            "canvas",
            "audio",
            "video",
            "button",
            "select",
            "textarea",
            "input",
            "head",
            "datalist");
    private static final Set<String> CHROME_ROLES = Set.of("navigation", "search", "contentinfo", "menu", "menubar");
    /** The mark beside a heading that links to it, in the pages of common documentation tools. */
    private static final Set<String> PERMALINKS =
            Set.of("headerlink", "hash-link", "header-anchor", "copiable-anchor", "copiable-link");

    boolean leavesOut(Element element) {
        return NEVER_TEXT.contains(element.normalName())
                || isHidden(element)
                || PERMALINKS.stream().anyMatch(element::hasClass)
                || (this == LEFT_OUT && isChrome(element));
    }

    private static boolean isHidden(Element element) {
        if (element.hasAttr("hidden") || element.attr("aria-hidden").equals("true")) return true;
        var style = element.attr("style").replace(" ", "").toLowerCase(Locale.ROOT);
        return style.contains("display:none") || style.contains("visibility:hidden");
    }

    private static boolean isChrome(Element element) {
        return switch (element.normalName()) {
            case "nav" -> true;
            case "footer" -> !isInContent(element);
            case "header" -> !isInContent(element) && element.selectFirst("h1") == null;
            default -> CHROME_ROLES.contains(element.attr("role"));
        };
    }

    private static boolean isInContent(Element element) {
        for (var above = element.parent(); above != null; above = above.parent())
            if (above.normalName().equals("article") || above.normalName().equals("main")) return true;
        return false;
    }
}
