package io.mcpagent.adapter.cli;

import io.mcpagent.domain.json.Json;
import java.util.Set;

/** Somebody who asks while documents still wait is told, as what is not taken in is not found. */
final class Waiting {
    private static final Set<String> WAITS = Set.of("queued", "chunked");

    private Waiting() {}

    static void tell(Library library, Output output) {
        for (var collection : library.collections()) {
            var waiting = library.documents(Members.text(collection, "collection")).stream()
                    .filter(document -> WAITS.contains(Members.text(document, "state")))
                    .count();
            if (waiting > 0) output.note(line(collection, waiting));
        }
    }

    private static String line(Json.Obj collection, long waiting) {
        return "%s: %s not taken in yet, and not searched; go on with: mcp-agent ingest %s"
                .formatted(
                        Members.text(collection, "collection"),
                        waiting == 1 ? "1 document is" : waiting + " documents are",
                        Members.optionalText(collection, "root").orElse("PATH"));
    }
}
