package io.mcpagent.adapter.rest.json;

import io.javalin.http.Context;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Sends JSON. */
public final class Answers {
    private static final String JSON = "application/json";

    private Answers() {}

    public static void ok(Context context, Json json) {
        send(context, 200, JSON, json);
    }

    /**
     * A part of a list that is held whole: {@code limit} and {@code after} of the request choose it.
     *
     * @param key the field that names an item; {@code after} is the last one's
     */
    public static void list(Context context, List<Json.Obj> all, String key) {
        var fields = Fields.ofQuery(context);
        var page = Page.of(fields);
        fields.done();
        var from = page.after()
                .map(last -> 1
                        + IntStream.range(0, all.size())
                                .filter(i -> all.get(i).get(key).equals(Optional.of(Json.of(last))))
                                .findFirst()
                                .orElse(all.size()))
                .orElse(0);
        var rest = all.subList(Math.min(from, all.size()), all.size());
        list(context, page, rest, key);
    }

    /**
     * A part of a list.
     *
     * @param items from the place on that was asked for, one more than asked for where there are more
     */
    public static void list(Context context, Page page, List<Json.Obj> items, String key) {
        var shown = items.subList(0, Math.min(page.limit(), items.size()));
        var more = items.size() > shown.size();
        ok(
                context,
                Json.object()
                        .with("data", Json.array(List.copyOf(shown)))
                        .with("has_more", Json.of(more))
                        .with("next", more ? shown.getLast().get(key) : Optional.empty()));
    }

    public static void accepted(Context context, String location, Json json) {
        context.header("Location", location);
        send(context, 202, JSON, json);
    }

    /** With the path of what was made. */
    public static void created(Context context, String location, Json json) {
        context.header("Location", location);
        send(context, 201, JSON, json);
    }

    public static void send(Context context, int status, String mediaType, Json json) {
        context.status(status).contentType(mediaType).result(JsonText.bytes(json));
    }
}
