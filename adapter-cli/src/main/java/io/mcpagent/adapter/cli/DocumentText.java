package io.mcpagent.adapter.cli;

import io.mcpagent.domain.json.Json;

/** A document, for people. */
final class DocumentText {
    private DocumentText() {}

    static void add(Columns columns, Json.Obj document) {
        var state = Members.text(document, "state");
        var more = state.equals("ready")
                ? " (" + SyncText.counted(Members.number(document, "chunks").longValue(), "chunk") + ")"
                : Members.optionalText(document, "reason")
                        .map(reason -> ": " + reason)
                        .orElse("");
        columns.row(
                state,
                TerminalText.name(Members.text(document, "collection")),
                TerminalText.name(Members.text(document, "document")) + more);
    }
}
