package io.mcpagent.adapter.rest.conditional;

import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.JsonText;
import io.mcpagent.application.transaction.Expected;
import io.mcpagent.domain.json.Json;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Answers with entity tags, and judges what requests say of them. A tag is made of what the caller is shown, so that it
 * is another for whom other things are shown, and nobody gets one of what they may not read. Which coding an answer is
 * packed by belongs to its tag.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13">RFC 9110, section 13</a>
 */
public final class Conditional {
    /** How the server packs its answers: the tags have to tell by what. */
    public static final CompressionStrategy PACKING = CompressionStrategy.GZIP;

    private static final String HEADER = "ETag";

    private Conditional() {}

    /** Shows a thing, unless the caller has it as it is. */
    public static void show(Context context, Json json) {
        var bytes = JsonText.bytes(json);
        show(context, EntityTag.of(bytes), () -> Answers.send(context, 200, bytes));
    }

    /**
     * The same of what is no JSON.
     *
     * @param answer called where there is something to send
     */
    public static void show(Context context, EntityTag tag, Runnable answer) {
        var matching = Condition.of(context, Condition.IF_MATCH);
        var known = Condition.of(context, Condition.IF_NONE_MATCH);
        Expected<EntityTag> expected = current -> isMatched(matching, current);
        expected.require(Optional.of(tag));
        var sent = asSent(context, tag);
        context.header(HEADER, sent.text());
        if (known.filter(condition -> condition.names(sent::equalsWeakly)).isPresent()) context.status(304);
        else answer.run();
    }

    /** Tells a thing as it is after a change. */
    public static void changed(Context context, Json json) {
        var bytes = JsonText.bytes(json);
        context.header(HEADER, asSent(context, EntityTag.of(bytes)).text());
        Answers.send(context, 200, bytes);
    }

    /**
     * What a request that changes a thing takes it to be.
     *
     * @param shown what its caller would be shown of it; called in the transaction
     */
    public static <T> Expected<T> expected(Context context, Function<T, Json> shown) {
        var matching = Condition.of(context, Condition.IF_MATCH);
        var none = Condition.of(context, Condition.IF_NONE_MATCH);
        if (matching.isEmpty() && none.isEmpty()) return Expected.anything();
        return current -> {
            var tag = current.map(thing -> EntityTag.of(JsonText.bytes(shown.apply(thing))));
            return isMatched(matching, tag) && !isNamed(none, tag);
        };
    }

    private static boolean isMatched(Optional<Condition> matching, Optional<EntityTag> current) {
        return matching.isEmpty()
                || current.stream()
                        .flatMap(Conditional::codings)
                        .anyMatch(tag -> matching.get().names(tag::equalsStrongly));
    }

    private static boolean isNamed(Optional<Condition> none, Optional<EntityTag> current) {
        return none.isPresent()
                && current.stream()
                        .flatMap(Conditional::codings)
                        .anyMatch(tag -> none.get().names(tag::equalsWeakly));
    }

    /** Whoever has it in one coding knows it as well as who has it in another. */
    private static Stream<EntityTag> codings(EntityTag tag) {
        var packed = PACKING.getCompressors().stream().map(each -> tag.coded(each.encoding()));
        return Stream.concat(Stream.of(tag), packed);
    }

    /** By what it would be packed if it were long enough; a short one under two tags does no harm, two under one would. */
    private static EntityTag asSent(Context context, EntityTag tag) {
        var accepted = Objects.requireNonNullElse(context.header("Accept-Encoding"), "");
        return Optional.ofNullable(PACKING.findMatchingCompressor(accepted))
                .map(packing -> tag.coded(packing.encoding()))
                .orElse(tag);
    }
}
