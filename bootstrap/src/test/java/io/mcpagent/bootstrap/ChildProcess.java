package io.mcpagent.bootstrap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Another JVM on the class path of the tests. */
public final class ChildProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;

    private final Process process;
    private final BufferedReader out;
    private final Path err;

    private ChildProcess(Process process, Path err) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.err = err;
    }

    public static ChildProcess start(Class<?> main, List<String> arguments, String... variables) throws IOException {
        return startIn(Path.of("").toAbsolutePath(), main, arguments, variables);
    }

    /** The same in another folder. */
    public static ChildProcess startIn(Path folder, Class<?> main, List<String> arguments, String... variables)
            throws IOException {
        var command = command(main, arguments);
        var err = Files.createTempFile("child", ".err");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MCP_AGENT_"));
        builder.environment().putAll(TestSettings.environment(variables));
        return new ChildProcess(builder.start(), err);
    }

    /** By which others start the same. */
    static List<String> command(Class<?> main, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** A command of the product, to its end. */
    public static Ended run(List<String> arguments, String... variables) throws IOException, InterruptedException {
        try (var child = start(Main.class, arguments, variables)) {
            return child.ended();
        }
    }

    /** What it printed until its end. */
    public Ended ended() throws IOException, InterruptedException {
        var lines = out.lines().toList();
        return new Ended(exitCode(), String.join("\n", lines), err());
    }

    public record Ended(int exitCode, String out, String err) {}

    /** Empty at the end of its output. */
    public Optional<String> line() throws IOException {
        return Optional.ofNullable(out.readLine());
    }

    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
            throw new AssertionError("the child has not ended after " + PATIENCE_SECONDS + " seconds");
        return process.exitValue();
    }

    public String err() throws IOException {
        return Files.readString(err);
    }

    /** Its standard input. */
    public OutputStream in() {
        return process.getOutputStream();
    }

    /** SIGKILL after a while, unless it has ended by then. Returns when it is gone. */
    public void killAfter(long micros) throws InterruptedException {
        if (process.waitFor(micros, TimeUnit.MICROSECONDS)) return;
        process.destroyForcibly().waitFor();
    }

    /** SIGKILL. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        kill();
        out.close();
        Files.deleteIfExists(err);
    }
}
