package io.mcpagent.domain.tool;

import io.mcpagent.domain.json.CanonicalJson;
import io.mcpagent.domain.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One difference between two definitions of a tool.
 *
 * @param where as in {@code input_schema.properties.path.description}
 */
public record DefinitionChange(String where, Optional<Json> before, Optional<Json> after) {
    /** Who changes more has changed everything. */
    private static final int MOST = 200;

    /** Members in the order of their names; the first {@value #MOST}. */
    public static List<DefinitionChange> between(ServedTool before, ServedTool after) {
        var changes = new ArrayList<DefinitionChange>();
        compare("", Optional.of(ServedToolJson.of(before)), Optional.of(ServedToolJson.of(after)), changes);
        return List.copyOf(changes);
    }

    private static void compare(
            String where, Optional<Json> before, Optional<Json> after, List<DefinitionChange> changes) {
        if (changes.size() == MOST || isSame(before, after)) return;
        if (before.orElse(new Json.Null()) instanceof Json.Obj was
                && after.orElse(new Json.Null()) instanceof Json.Obj is) {
            var names = new TreeSet<>(was.members().keySet());
            names.addAll(is.members().keySet());
            for (var name : names)
                compare(where.isEmpty() ? name : where + "." + name, was.get(name), is.get(name), changes);
        } else {
            changes.add(new DefinitionChange(where, before, after));
        }
    }

    /** As their hashes see it. */
    private static boolean isSame(Optional<Json> before, Optional<Json> after) {
        if (before.isEmpty() || after.isEmpty()) return before.isEmpty() && after.isEmpty();
        return Arrays.equals(CanonicalJson.bytes(before.get()), CanonicalJson.bytes(after.get()));
    }
}
