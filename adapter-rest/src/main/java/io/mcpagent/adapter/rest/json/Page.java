package io.mcpagent.adapter.rest.json;

import io.mcpagent.adapter.rest.failure.Refusal;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A part of a list: {@code data}, whether there is more, and what to give as {@code after} to get it. */
public final class Page {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 1_000;
    private static final int LONGEST_QUOTE = 100;

    private Page() {}

    public static int limit(Fields query) {
        return query.integer("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    }

    /** The first of what was found, when one more than the limit was asked for. */
    public static <T> Json.Obj of(List<T> found, int limit, Function<T, Json> json, Function<T, String> key) {
        var shown = found.subList(0, Math.min(limit, found.size()));
        var hasMore = found.size() > limit;
        return Json.object()
                .with("data", Json.array(shown.stream().map(json).toList()))
                .with("has_more", Json.of(hasMore))
                .with("next", hasMore ? Json.of(key.apply(shown.getLast())) : new Json.Null());
    }

    /**
     * Of a whole list what follows a key.
     *
     * @throws Refusal when it has no such key
     */
    public static <T> Json.Obj afterOneOf(
            List<T> all, Optional<String> after, int limit, Function<T, Json> json, Function<T, String> key) {
        after.filter(wanted -> all.stream().map(key).noneMatch(wanted::equals)).ifPresent(Page::refuse);
        return after(all, after, limit, json, key);
    }

    private static void refuse(String after) {
        throw Refusal.of(
                422,
                "after_unknown",
                "There is no %s in this list to go on behind; give what a page before had as next, or begin again."
                        .formatted(after.length() <= LONGEST_QUOTE ? after : after.substring(0, LONGEST_QUOTE) + "…"));
    }

    /** Of a whole list what follows a key; all of it when it has no such key any more. */
    public static <T> Json.Obj after(
            List<T> all, Optional<String> after, int limit, Function<T, Json> json, Function<T, String> key) {
        var keys = all.stream().map(key).toList();
        var from = after.map(keys::indexOf).orElse(-1) + 1;
        return of(all.subList(from, all.size()), limit, json, key);
    }

    /**
     * Of a list in the order of its keys, which are names, what follows a name, also one that it has no more.
     *
     * @throws Refusal for an id, which is no place in that order
     */
    public static <T> Json.Obj afterKey(
            List<T> all, Optional<String> after, int limit, Function<T, Json> json, Function<T, String> key) {
        var place = after.map(all.stream().map(key).toList()::indexOf).orElse(-1);
        // Strings compare otherwise than the list is sorted where a name has characters beyond the first plane.
        if (after.isEmpty() || place >= 0) return of(all.subList(place + 1, all.size()), limit, json, key);
        after.filter(wanted -> PathIds.read(wanted).isPresent()).ifPresent(Page::refuse);
        var rest = all.stream()
                .filter(each -> key.apply(each).compareTo(after.get()) > 0)
                .toList();
        return of(rest, limit, json, key);
    }
}
