package io.mcpagent.benchmarks.conversation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server under load: a process of its own, the port where it answers to questions, and the key that it asks for. */
final class ChatServer implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final int TICKS_PER_SECOND = 100;
    private static final int MICROS = 1_000_000;
    private static final double KIBIBYTES = 1024;
    private static final int USER_TIME = 13;

    private final Process process;
    private final int port;
    private final String key;

    private ChatServer(Process process, int port, String key) {
        this.process = process;
        this.port = port;
        this.key = key;
    }

    /** Runs a command that listens at the port and answers to questions with the key; ready when one was answered. */
    static ChatServer start(List<String> command, Map<String, String> environment, int port, String key, Path log)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("MCP_AGENT_"));
        builder.environment().putAll(environment);
        var server = new ChatServer(builder.start(), port, key);
        try {
            server.awaitReady(log);
            return server;
        } catch (IOException | InterruptedException notStarted) {
            server.close();
            throw notStarted;
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** A question, as bytes to be written; the answer whole, or as a stream. */
    byte[] request(String question, boolean streamed) {
        var body = "{\"message\":\"" + question + "\"}";
        return ("POST /api/v1/chat HTTP/1.1\r\nHost: localhost:" + port + "\r\nAuthorization: Bearer " + key
                        + "\r\nAccept: " + (streamed ? "text/event-stream" : "application/json")
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** All that the process computed so far, in microseconds, to a hundredth of a second. */
    long cpuMicros() throws IOException {
        var fields = Files.readString(proc("stat")).replaceFirst(".*\\) ", "").split(" ", -1);
        var user = USER_TIME - 2;
        return (Long.parseLong(fields[user]) + Long.parseLong(fields[user + 1])) * MICROS / TICKS_PER_SECOND;
    }

    /** What the kernel says about its memory, such as {@code VmRSS}, in MiB. */
    double mebibytes(String field) throws IOException {
        for (var line : Files.readAllLines(proc("status"))) {
            if (line.startsWith(field + ":")) return Double.parseDouble(line.replaceAll("\\D", "")) / KIBIBYTES;
        }
        throw new IOException("no " + field);
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START.toNanos();
        while (!listens()) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline)
                throw new IOException("the server did not start, see " + log);
        }
    }

    private boolean listens() {
        try (var wire = Wire.to(port)) {
            wire.write("GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            // The peer has no such path, and says so only to those with a key.
            return !wire.read().head().startsWith("http/1.1 503 ");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException inAHurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A JVM as all contenders have it. */
    static List<String> java(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseG1GC", "--enable-native-access=ALL-UNNAMED"));
        var more = System.getProperty("benchmark.java", "");
        if (!more.isBlank()) command.addAll(List.of(more.split(" ", -1)));
        command.addAll(List.of(arguments));
        return command;
    }
}
