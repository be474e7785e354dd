package io.mcpagent.adapter.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What is known of the ends of a process's output.
 *
 * @param out standard output is a terminal
 * @param err standard error is a terminal
 * @param dumb it knows no colours and no way back to the start of a line
 * @param color colours are wanted where there is a terminal
 * @param columns how wide it is
 */
public record Terminal(boolean out, boolean err, boolean dumb, boolean color, int columns) {
    static final int USUAL_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 40;
    private static final int MOST_COLUMNS = 120;

    /** Neither is a terminal. */
    public static final Terminal NONE = new Terminal(false, false, true, false, USUAL_COLUMNS);

    public Terminal {
        columns = Math.clamp(columns, LEAST_COLUMNS, MOST_COLUMNS);
    }

    static Terminal of(Map<String, String> environment) {
        return of(isTerminal(1), isTerminal(2), environment);
    }

    static Terminal of(boolean out, boolean err, Map<String, String> environment) {
        if (!out && !err) return NONE;
        var dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        // https://no-color.org
        var color = !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(out, err, dumb, color, columns(environment));
    }

    /** Whether standard input is one. */
    static boolean isInput() {
        return isTerminal(0);
    }

    private static boolean isTerminal(int descriptor) {
        var target = target(descriptor);
        return target.map(Terminal::isTerminal).orElseGet(Terminal::hasConsole);
    }

    private static boolean isTerminal(String target) {
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
    }

    /** Without /proc this is all that Java tells. */
    @SuppressWarnings("SystemConsoleNull") // of the Javas that run this, those since 25 say null again
    private static boolean hasConsole() {
        return System.console() != null;
    }

    private static Optional<String> target(int descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor)))
                    .toString());
        } catch (IOException | UnsupportedOperationException noSuchFolder) {
            return Optional.empty();
        }
    }

    private static int columns(Map<String, String> environment) {
        return number(environment.getOrDefault("COLUMNS", ""))
                .or(Terminal::askedTerminal)
                .orElse(USUAL_COLUMNS);
    }

    /** Shells keep COLUMNS to themselves, so the terminal has to be asked: {@code stty size} prints rows and columns. */
    private static Optional<Integer> askedTerminal() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var answer = stty.getInputStream()) {
                var size = new String(answer.readAllBytes(), StandardCharsets.US_ASCII).strip();
                if (!stty.waitFor(1, TimeUnit.SECONDS)) stty.destroy();
                return number(size.substring(size.indexOf(' ') + 1));
            }
        } catch (IOException noSuchCommand) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[1-9]\\d{0,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
