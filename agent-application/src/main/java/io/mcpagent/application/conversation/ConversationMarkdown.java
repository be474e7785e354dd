package io.mcpagent.application.conversation;

import io.mcpagent.application.conversation.Export.Said;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.retrieval.Citation;
import java.util.stream.Collectors;

/** A conversation as a Markdown document: questions as headings, below each answer its sources. */
public final class ConversationMarkdown {
    private ConversationMarkdown() {}

    public static String of(Export export) {
        var said = export.said().stream().map(ConversationMarkdown::text).collect(Collectors.joining("\n"));
        return "# " + line(export.conversation().title()) + "\n\n" + said;
    }

    private static String text(Said said) {
        var text = ConversationJson.text(said.message());
        if (said.message().role() == Message.Role.USER) return "## " + line(text) + "\n";
        var sources =
                said.citations().stream().map(ConversationMarkdown::source).collect(Collectors.joining());
        return InertMarkdown.of(text + "\n" + (sources.isEmpty() ? "" : "\n" + sources));
    }

    private static String source(Citation citation) {
        if (citation.document().isEmpty()) return "- [%d] can't be read any more\n".formatted(citation.number());
        return "- [%d] %s, %s: “%s”\n"
                .formatted(
                        citation.number(),
                        line(citation.document()),
                        citation.location().label(),
                        line(citation.quote()));
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
