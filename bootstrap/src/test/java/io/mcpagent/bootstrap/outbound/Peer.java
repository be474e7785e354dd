package io.mcpagent.bootstrap.outbound;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A server that says byte by byte what a test wants, for as long as somebody listens. */
final class Peer implements AutoCloseable {
    private final ServerSocket server;
    private final Speech speech;
    private final AtomicLong written = new AtomicLong();

    Peer(Speech speech) {
        this.speech = speech;
        try {
            server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    long written() {
        return written.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                speak(socket);
            } catch (IOException listenerLeft) {
                // Which is what most of these tests are about.
            }
        }
    }

    private void speak(Socket socket) throws IOException {
        if (socket.getInputStream().read(new byte[8_192]) < 0) return;
        var out = socket.getOutputStream();
        speech.speak(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                written.addAndGet(length);
            }
        });
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

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Ends by itself, or when writing fails. */
    interface Speech {
        void speak(OutputStream out) throws IOException;
    }
}
