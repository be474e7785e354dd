package io.mcpagent.bootstrap.settings;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A key that may be set.
 *
 * @param name in kebab-case, sections divided by a dot
 * @param fallback what holds when nothing is set, given the environment
 * @param shownFallback the same for people, where it hangs on the machine
 */
record Setting<T>(
        String name,
        SettingType<T> type,
        Function<Map<String, String>, T> fallback,
        String shownFallback,
        String meaning) {
    static final String PREFIX = "MCP_AGENT_";

    static <T> Setting<T> of(String name, SettingType<T> type, T fallback, String meaning) {
        return new Setting<>(name, type, environment -> fallback, type.show().apply(fallback), meaning);
    }

    /** The name of its environment variable. */
    String variable() {
        return PREFIX + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    String show(T value) {
        return type.show().apply(value);
    }
}
