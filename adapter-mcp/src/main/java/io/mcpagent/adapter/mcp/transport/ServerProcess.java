package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.domain.tool.ToolServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The process of a tool server, with its last words. It is ended with all that it started. */
final class ServerProcess implements AutoCloseable {
    private static final int LINES = 50;
    private static final int LONGEST_LINE = 500;
    private static final long PATIENCE_SECONDS = 2;
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final Process process;
    private final Thread hook;
    private final Thread logReader;
    private final Deque<String> log = new ArrayDeque<>();

    private ServerProcess(Process process) {
        this.process = process;
        this.hook = new Thread(this::kill, "tool-server-end");
        this.logReader = Thread.ofPlatform().daemon().name("tool-server-log").unstarted(this::readLog);
    }

    /** @throws WireFailure {@code UNREACHABLE} when the program is not there */
    static ServerProcess start(ToolServerAddress.Process address) {
        var command = new ArrayList<String>();
        command.add(address.command());
        command.addAll(address.arguments());
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        // Where programs are found is no secret, and without it no launcher such as npx works.
        Optional.ofNullable(System.getenv("PATH"))
                .ifPresent(path -> builder.environment().put("PATH", path));
        builder.environment().putAll(address.environment());
        address.folder().map(Path::of).ifPresent(folder -> builder.directory(folder.toFile()));
        try {
            var started = new ServerProcess(builder.start());
            Runtime.getRuntime().addShutdownHook(started.hook);
            started.logReader.start();
            return started;
        } catch (IOException e) {
            throw new WireFailure(
                    WireFailure.Kind.UNREACHABLE,
                    "%s could not be started: is it installed, and on the PATH? Does its folder exist?"
                            .formatted(address.command()),
                    e);
        }
    }

    OutputStream in() {
        return process.getOutputStream();
    }

    InputStream out() {
        return process.getInputStream();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Its exit code, with all of its log there; waited for a little, as its streams end before it does. */
    Optional<Integer> exit() {
        try {
            if (!process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) return Optional.empty();
            logReader.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
    }

    List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** A line that the server wrote where messages belong is kept with its log. */
    void note(byte[] line) {
        note(new String(line, 0, Math.min(line.length, LONGEST_LINE), StandardCharsets.UTF_8));
    }

    private void note(String line) {
        synchronized (log) {
            if (log.size() == LINES) log.removeFirst();
            log.addLast(line.replaceAll("\\p{Cntrl}", " "));
        }
    }

    private void readLog() {
        var line = new StringBuilder();
        try (var error = process.errorReader(StandardCharsets.UTF_8)) {
            for (var next = error.read(); next >= 0; next = error.read()) {
                if (next == '\n') {
                    note(line.toString());
                    line.setLength(0);
                } else if (line.length() < LONGEST_LINE) line.append((char) next);
            }
        } catch (IOException ended) {
            // What it said before is kept.
            note("(the log ended: " + ended.getMessage() + ")");
        }
        if (!line.isEmpty()) note(line.toString());
    }

    /** Gives it a while to end by itself, as the end of its input asks it to; then ends it, and what it started. */
    @Override
    public void close() {
        var children = process.descendants().toList();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook has nothing left to do.
            return;
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
