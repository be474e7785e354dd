package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.domain.tool.ToolServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A tool server of a process of its own that listens on loopback. */
final class ListeningServer implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("(?i)(?:listening|running) on (?:port )?(\\d+)");

    private final ToolServerAddress.Process address;
    private final Process process;
    private final int port;

    private ListeningServer(ToolServerAddress.Process address, Process process, int port) {
        this.address = address;
        this.process = process;
        this.port = port;
    }

    /** The reference server that has a bit of everything. */
    static ListeningServer everything(String transport) throws IOException {
        var preload = NpmServers.script("loopback.mjs").arguments().getFirst();
        var port = freePort();
        var environment = Map.of("PORT", Integer.toString(port), "NODE_OPTIONS", "--import=file://" + preload);
        return start(NpmServers.bin("mcp-server-everything", environment, transport), port);
    }

    static ListeningServer modern() throws IOException {
        return start(NpmServers.script("modern.mjs", "http"), 0);
    }

    /** The same at the same address, which knows nothing of what was before. */
    ListeningServer again() throws IOException {
        stop();
        return start(address, port);
    }

    private static ListeningServer start(ToolServerAddress.Process address, int given) throws IOException {
        var command = new ArrayList<>(List.of(address.command()));
        command.addAll(address.arguments());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(address.environment());
        var process = builder.start();
        var said = new ArrayList<String>();
        var lines = process.inputReader(StandardCharsets.UTF_8);
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            var found = LISTENING.matcher(line);
            if (!found.find()) continue;
            // It blocks when nobody reads what it says.
            Thread.ofVirtual().start(() -> lines.lines().forEach(ignored -> {}));
            return new ListeningServer(address, process, given == 0 ? Integer.parseInt(found.group(1)) : given);
        }
        throw new IllegalStateException("it did not start: " + String.join("\n", said));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Kills it. */
    void stop() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        stop();
    }
}
