package io.mcpagent.application.tool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Answers that take long to find, as long as they are asked for. Safe for use by many threads. */
final class LatelyFound<K, V> {
    private static final int MOST = 2_000;

    /** Those that were used last stay. */
    private final Map<K, V> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    };

    /** Two that ask at once may both look. */
    V of(K key, Function<? super K, ? extends V> look) {
        var before = find(key);
        if (before.isPresent()) return before.get();
        V found = look.apply(key);
        synchronized (known) {
            known.put(key, found);
        }
        return found;
    }

    private Optional<V> find(K key) {
        synchronized (known) {
            return Optional.ofNullable(known.get(key));
        }
    }
}
