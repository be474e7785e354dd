package io.mcpagent.adapter.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a pipe or a file; one that ends with a backslash goes on in the next. */
final class PipedInput implements ChatInput {
    private final BufferedReader lines;

    PipedInput(InputStream in) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> next() {
        try {
            var line = lines.readLine();
            if (line == null) return Optional.empty();
            var all = new StringBuilder(line);
            while (!all.isEmpty() && all.charAt(all.length() - 1) == '\\') {
                all.setCharAt(all.length() - 1, '\n');
                var more = lines.readLine();
                if (more != null) all.append(more);
            }
            return Optional.of(all.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException("can't read from standard input", failed);
        }
    }

    /** Ctrl-C ends a program that reads a pipe. */
    @Override
    public void during(Runnable body, Runnable onInterrupt) {
        body.run();
    }

    @Override
    public void close() {
        // Standard input is not ours to close.
    }
}
