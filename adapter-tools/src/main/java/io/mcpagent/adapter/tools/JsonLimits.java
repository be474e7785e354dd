package io.mcpagent.adapter.tools;

import io.mcpagent.domain.json.Json;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Optional;

/** What JSON must keep to before anything walks through it by recursion, or calculates with its numbers. */
final class JsonLimits {
    static final int MOST_LEVELS = 100;
    /** Characters of all texts and names, and one for each value. */
    static final int MOST_SIZE = 4_000_000;
    /** As the digits of the largest doubles need. */
    private static final int MOST_DIGITS = 400;

    private record Place(Json json, int level) {}

    private JsonLimits() {}

    /** What is beyond the limits, as the end of a sentence about the value. */
    static Optional<String> broken(Json json) {
        var open = new ArrayDeque<Place>();
        open.push(new Place(json, 1));
        for (long size = 0; !open.isEmpty(); ) {
            var place = open.pop();
            size += size(place.json());
            if (size > MOST_SIZE) return Optional.of("is longer than " + MOST_SIZE + " characters");
            if (place.level() > MOST_LEVELS) return Optional.of("is nested deeper than " + MOST_LEVELS + " levels");
            if (place.json() instanceof Json.Num(var number) && isExtreme(number))
                return Optional.of("has a number of more than " + MOST_DIGITS + " digits");
            children(place, open);
        }
        return Optional.empty();
    }

    private static long size(Json json) {
        return switch (json) {
            case Json.Str(var value) -> 1L + value.length();
            case Json.Obj(var members) ->
                1L + members.keySet().stream().mapToLong(String::length).sum();
            case Json.Arr ignored -> 1;
            case Json.Num ignored -> 1;
            case Json.Bool ignored -> 1;
            case Json.Null ignored -> 1;
        };
    }

    private static void children(Place place, ArrayDeque<Place> open) {
        if (place.json() instanceof Json.Obj(var members))
            members.values().forEach(value -> open.push(new Place(value, place.level() + 1)));
        else if (place.json() instanceof Json.Arr(var elements))
            elements.forEach(value -> open.push(new Place(value, place.level() + 1)));
    }

    private static boolean isExtreme(BigDecimal number) {
        return number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS;
    }
}
