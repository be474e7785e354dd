package io.mcpagent.bootstrap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The reference server that has a bit of everything, listening on loopback in a process of its own. */
record EverythingServer(Process process, int port) implements AutoCloseable {
    static final String PROGRAM = "node_modules/.bin/mcp-server-everything";

    /** By itself it would listen on all interfaces. */
    private static final Path ON_LOOPBACK =
            Path.of("../adapter-mcp/src/test/resources/io/mcpagent/adapter/mcp/tool/loopback.mjs");

    static EverythingServer start() throws IOException {
        var program = NpmPackage.TOOL_SERVERS.file(PROGRAM).toString();
        var port = freePort();
        var builder = new ProcessBuilder(List.of("node", program, "streamableHttp")).redirectErrorStream(true);
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment()
                .put("NODE_OPTIONS", "--import=" + ON_LOOPBACK.toRealPath().toUri());
        var process = builder.start();
        var said = new ArrayList<String>();
        var lines = process.inputReader(StandardCharsets.UTF_8);
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            if (!line.toLowerCase(Locale.ROOT).contains("listening on")) continue;
            // It blocks when nobody reads what it says.
            Thread.ofVirtual().start(() -> lines.lines().forEach(ignored -> {}));
            return new EverythingServer(process, port);
        }
        throw new IllegalStateException("it did not start: " + String.join("\n", said));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "http://127.0.0.1:%d/mcp".formatted(port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
