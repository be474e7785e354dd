package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.NotFound;

/** Somebody who asks before anything was ingested is told how, not that nothing was found. */
final class Ingested {
    private Ingested() {}

    static void require(Library library) {
        if (library.collections().isEmpty())
            throw new NotFound(
                    "nothing_ingested",
                    "nothing is ingested yet. Take a folder in with: mcp-agent ingest PATH, or ask it at once with:"
                            + " mcp-agent ask --docs PATH QUESTION");
    }
}
