package io.mcpagent.domain.json;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of an object in their order, which nobody changes any more: they need not be copied again. */
final class Members extends AbstractMap<String, Json> {
    private final Map<String, Json> members;

    private Members(Map<String, Json> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    static Members copyOf(Map<String, Json> members) {
        return members instanceof Members frozen ? frozen : new Members(new LinkedHashMap<>(members));
    }

    Members with(String name, Json value) {
        var copy = LinkedHashMap.<String, Json>newLinkedHashMap(members.size() + 1);
        copy.putAll(members);
        copy.put(name, value);
        return new Members(copy);
    }

    @Override
    public @Nullable Json get(@Nullable Object name) {
        return members.get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return members.containsKey(name);
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public Set<Entry<String, Json>> entrySet() {
        return members.entrySet();
    }
}
