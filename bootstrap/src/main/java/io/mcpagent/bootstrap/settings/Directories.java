package io.mcpagent.bootstrap.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where things lie unless somebody says otherwise.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
final class Directories {
    private static final String NAME = "mcp-agent";

    private Directories() {}

    static Path data(Map<String, String> environment) {
        return base(environment, "XDG_DATA_HOME", Path.of(".local", "share")).resolve(NAME);
    }

    static Path cache(Map<String, String> environment) {
        return base(environment, "XDG_CACHE_HOME", Path.of(".cache")).resolve(NAME);
    }

    /** The specification has relative paths ignored. */
    private static Path base(Map<String, String> environment, String variable, Path belowHome) {
        return Optional.ofNullable(environment.get(variable))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home")).resolve(belowHome));
    }
}
