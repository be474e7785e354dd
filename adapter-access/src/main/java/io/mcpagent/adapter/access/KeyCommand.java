package io.mcpagent.adapter.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Runs the program that yields the master key, without a shell. What it says is never repeated, whatever goes wrong. */
final class KeyCommand {
    private static final int MOST_BYTES = 64 << 10;

    private final List<String> words;
    private final Duration limit;

    KeyCommand(String line, Duration limit) {
        words = List.of(line.strip().split("\\s+"));
        this.limit = limit;
    }

    /**
     * Its standard output.
     *
     * @throws IOException whose message completes "the command …"
     */
    String output() throws IOException {
        var process = start();
        try {
            process.getOutputStream().close();
            var output = CompletableFuture.supplyAsync(
                    () -> read(process), task -> Thread.ofVirtual().start(task));
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
                throw new IOException("took longer than %d s".formatted(limit.toSeconds()));
            if (process.exitValue() != 0) throw new IOException("failed with exit code " + process.exitValue());
            // A child that it left may keep the output open.
            return output.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("was interrupted", interrupted);
        } catch (CompletionException unread) {
            throw new IOException("gave no output that could be read", unread);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        try {
            return new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IOException("can't be started: there is no program " + words.getFirst() + " that may be run", e);
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
