package io.mcpagent.adapter.cli;

/** Somebody who asks while documents still wait is told, as what is not taken in is not found. */
final class Waiting {
    private Waiting() {}

    static void tell(Library library, Output output) {
        library.backlog().forEach(backlog -> output.note(line(backlog)));
    }

    private static String line(Library.Backlog backlog) {
        return "%s: %s not taken in yet, and not searched; go on with: mcp-agent ingest %s"
                .formatted(
                        backlog.collection(),
                        backlog.documents() == 1 ? "1 document is" : backlog.documents() + " documents are",
                        backlog.root().orElse("PATH"));
    }
}
