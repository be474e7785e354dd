package io.mcpagent.adapter.rest.json;

import io.javalin.http.Context;
import io.mcpagent.domain.failure.NotFound;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in paths. */
public final class PathIds {
    private static final Pattern WRITTEN = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private PathIds() {}

    /**
     * The one that the path names.
     *
     * @throws NotFound for what is no id, as there is nothing of that name
     */
    public static UUID of(Context context, String what) {
        return of(context, what, "id");
    }

    /** The same of a path that has several. */
    public static UUID of(Context context, String what, String parameter) {
        var text = context.pathParam(parameter);
        return read(text)
                .orElseThrow(() -> new NotFound(what + "_not_found", "There is no %s %s.".formatted(what, text)));
    }

    static Optional<UUID> read(String text) {
        return WRITTEN.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
