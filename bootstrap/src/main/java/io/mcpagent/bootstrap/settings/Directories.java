package io.mcpagent.bootstrap.settings;

import io.mcpagent.domain.failure.InvalidRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where things lie unless somebody says otherwise.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
final class Directories {
    private static final String NAME = "mcp-agent";

    private Directories() {}

    static Path data(Map<String, String> environment) {
        return base(environment, "XDG_DATA_HOME", Path.of(".local", "share"), "--data-dir");
    }

    static Path cache(Map<String, String> environment) {
        return base(environment, "XDG_CACHE_HOME", Path.of(".cache"), "embedding.cache");
    }

    private static Path base(Map<String, String> environment, String variable, Path belowHome, String setting) {
        return absolute(environment.get(variable))
                .or(() -> absolute(environment.get("HOME"))
                        .or(() -> absolute(System.getProperty("user.home")))
                        .map(home -> home.resolve(belowHome)))
                .map(base -> base.resolve(NAME))
                .orElseThrow(() -> new InvalidRequest(
                        "settings_invalid",
                        "There is no home directory to keep files in. Set %s to an absolute path, or give %s."
                                .formatted(variable, setting)));
    }

    /** The specification has relative paths ignored; Java says {@code ?} where a user has no home. */
    private static Optional<Path> absolute(@Nullable String path) {
        return Optional.ofNullable(path).map(Path::of).filter(Path::isAbsolute);
    }
}
