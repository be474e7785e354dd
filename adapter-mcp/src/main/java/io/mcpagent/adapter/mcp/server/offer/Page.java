package io.mcpagent.adapter.mcp.server.offer;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next where the following part begins; empty for the last
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * The part of a list that comes behind a name, whether that is still there or not.
     *
     * @param name unique in the list, which is ordered by it
     */
    public static <T> Page<T> of(List<T> all, Function<T, String> name, Optional<String> after, int size) {
        var rest = all.stream()
                .filter(item -> after.isEmpty() || name.apply(item).compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(name))
                .limit(size + 1L)
                .toList();
        if (rest.size() <= size) return new Page<>(rest, Optional.empty());
        var items = rest.subList(0, size);
        return new Page<>(items, Optional.of(name.apply(items.getLast())));
    }
}
