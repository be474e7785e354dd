package io.mcpagent.domain.retrieval;

import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import java.util.List;

/**
 * What a search found: a chunk, or neighbouring chunks merged.
 *
 * @param chunk the first of the merged chunks
 * @param document the document's name
 * @param start where it begins in the document's extracted text, in UTF-16 code units
 * @param end where it ends there, not included
 * @param scores those of the best of the merged chunks
 */
public record Passage(
        ChunkId chunk,
        String document,
        Language language,
        int start,
        int end,
        Location location,
        List<String> headings,
        String text,
        Scores scores) {
    public Passage {
        headings = List.copyOf(headings);
    }

    /** The place of a part of the text: to the line where lines can be counted off in it, else the whole place. */
    public Location locate(int from, int to) {
        if (!(location instanceof Location.Lines(var first, var last))) return location;
        if (newlines(text) != last - first) return location;
        var line = first + newlines(text.substring(0, from));
        return new Location.Lines(line, line + newlines(text.substring(from, to)));
    }

    private static int newlines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }
}
