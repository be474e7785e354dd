package io.mcpagent.bootstrap;

import io.mcpagent.bootstrap.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings that leave the home directory alone. */
public final class TestSettings {
    private TestSettings() {}

    /** With variables over the defaults, each as {@code NAME=value}. */
    public static Settings in(Path dataDirectory, String... variables) {
        return Settings.load(environment(variables), Optional.of(dataDirectory));
    }

    public static Map<String, String> environment(String... variables) {
        var environment = new HashMap<String, String>();
        environment.put(
                "XDG_CACHE_HOME", Path.of("target", "cache").toAbsolutePath().toString());
        for (var variable : List.of(variables)) {
            var equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return environment;
    }
}
