package io.mcpagent.bootstrap.outbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server at every address of this machine that counts who connects, whatever they say. */
final class Trap implements AutoCloseable {
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret"
            .getBytes(StandardCharsets.US_ASCII);

    private static final int PATIENCE_MILLIS = 2_000;
    private static final int MOST_READ = 8_192;

    private final AtomicInteger caught = new AtomicInteger();
    private final ServerSocket server;

    Trap() {
        try {
            server = new ServerSocket(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int caught() {
        return caught.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                caught.incrementAndGet();
                answer(socket);
            } catch (IOException closedOrGone) {
                // Whoever left early was counted all the same.
            }
        }
    }

    /** What is left unread would turn the answer into a reset. */
    private static void answer(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        if (socket.getInputStream().read(new byte[MOST_READ]) < 0) return;
        socket.getOutputStream().write(ANSWER);
        socket.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
