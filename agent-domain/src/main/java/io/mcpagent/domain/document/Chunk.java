package io.mcpagent.domain.document;

import java.util.List;

/**
 * A part of a document's text that is indexed.
 *
 * @param start where it begins in the document's extracted text, in UTF-16 code units
 * @param end where it ends there, not included
 * @param headings the headings above it, the topmost first
 */
public record Chunk(
        ChunkId id,
        CollectionId collection,
        int start,
        int end,
        Location location,
        List<String> headings,
        String text) {
    public Chunk {
        headings = List.copyOf(headings);
        if (start < 0 || end - start != text.length())
            throw new IllegalArgumentException(
                    "offsets %d to %d do not fit a text of %d".formatted(start, end, text.length()));
    }

    /** The headings above it and its text: what is embedded and what keywords are searched in. */
    public String searchText() {
        return headings.isEmpty() ? text : String.join(" > ", headings) + "\n" + text;
    }
}
