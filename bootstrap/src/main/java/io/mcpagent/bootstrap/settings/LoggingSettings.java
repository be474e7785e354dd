package io.mcpagent.bootstrap.settings;

/**
 * What goes to stderr about the inner workings.
 *
 * @param level of this program's own lines; libraries are heard from {@link Level#WARN} on
 */
public record LoggingSettings(Format format, Level level) {
    public enum Format {
        CONSOLE,
        JSON
    }

    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }
}
