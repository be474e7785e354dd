package io.mcpagent.adapter.rest.conditional;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.failure.Refusal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What {@code If-Match} or {@code If-None-Match} lists. */
sealed interface Condition {
    String IF_MATCH = "If-Match";
    String IF_NONE_MATCH = "If-None-Match";

    /** {@code *}: whatever there is. */
    record Anything() implements Condition {}

    record OneOf(List<EntityTag> tags) implements Condition {}

    /** Whether it lists a tag of the thing's, which is there. */
    default boolean names(Predicate<EntityTag> isTagOfIt) {
        return switch (this) {
            case Anything anything -> true;
            case OneOf(var tags) -> tags.stream().anyMatch(isTagOfIt);
        };
    }

    /**
     * That of a request, if it has one.
     *
     * @throws Refusal with code {@code entity_tag_invalid}
     */
    static Optional<Condition> of(Context context, String header) {
        var given = Collections.list(context.req().getHeaders(header));
        if (given.isEmpty()) return Optional.empty();
        // Several lines are one list.
        var text = String.join(",", given);
        if (text.strip().equals("*")) return Optional.of(new Anything());
        return Optional.of(EntityTag.list(text)
                .<Condition>map(OneOf::new)
                .orElseThrow(() -> Refusal.of(
                        400,
                        "entity_tag_invalid",
                        "%s has to be * or a list of entity tags with their quotation marks, as in \"abc\", \"def\"."
                                .formatted(header))));
    }
}
