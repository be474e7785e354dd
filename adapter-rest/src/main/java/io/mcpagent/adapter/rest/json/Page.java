package io.mcpagent.adapter.rest.json;

import java.util.Optional;

/**
 * Which part of a list is asked for.
 *
 * @param limit how many at most
 * @param after the last item that is known
 */
public record Page(int limit, Optional<String> after) {
    private static final int USUAL = 50;
    private static final int MOST = 500;

    public static Page of(Fields query) {
        return new Page(query.integer("limit", USUAL, 1, MOST), query.optionalText("after"));
    }
}
