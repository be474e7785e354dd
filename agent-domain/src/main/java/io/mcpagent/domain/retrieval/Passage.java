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

    /**
     * The place of a part of the text: to the line where lines can be counted off in it, else the whole place. Where the
     * text has breaks that the source has not, such as between two blocks on one line of HTML, the lines within which
     * the part stands whichever of the breaks these are.
     */
    public Location locate(int from, int to) {
        if (!(location instanceof Location.Lines(var first, var last))) return location;
        var added = newlines(text) - (last - first);
        if (added < 0) return location;
        var begin = first + newlines(text.substring(0, from));
        var end = begin + newlines(text.substring(from, to));
        return new Location.Lines(Math.max(first, begin - added), Math.min(last, end));
    }

    private static int newlines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }
}
