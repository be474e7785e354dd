package io.mcpagent.bootstrap.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The server of somebody who means harm: whatever name of theirs is called, it is reached, and it keeps what it was told. */
final class Canary implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("https?://([^/?#\\s]+)([^#\\s]*).*", Pattern.DOTALL);

    private final ServerSocket socket;
    private final List<String> told = new CopyOnWriteArrayList<>();

    Canary() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("canary").start(this::listen);
    }

    String authority() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Each connection since the last {@link #forget}: its host and path. */
    List<String> told() {
        return List.copyOf(told);
    }

    void forget() {
        told.clear();
    }

    /** Fetches as a tool of somebody's would that asks their name servers; what is no web address is not fetched. */
    String fetched(String address) {
        var web = ADDRESS.matcher(address);
        if (!web.matches()) return "no web address";
        try (var connection = new Socket(InetAddress.getLoopbackAddress(), socket.getLocalPort())) {
            var request = "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(web.group(2), web.group(1));
            connection.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            connection.shutdownOutput();
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        while (!socket.isClosed()) {
            try (var connection = socket.accept()) {
                hear(connection);
            } catch (IOException closed) {
                // By this side, or the other has left; both are counted by then.
            }
        }
    }

    private void hear(Socket connection) throws IOException {
        var heard = new StringBuilder();
        var lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine())
            heard.append(line).append('\n');
        told.add(heard.toString());
        connection
                .getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
