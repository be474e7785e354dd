package io.mcpagent.bootstrap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Passes connections on to a server, and keeps what its clients sent. */
final class Wiretap implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final URI server;

    Wiretap(URI server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** All that was sent since the last call. */
    String heard() {
        synchronized (heard) {
            var text = heard.toString(StandardCharsets.UTF_8);
            heard.reset();
            return text;
        }
    }

    static long uploads(String heard) {
        return Pattern.compile("^POST /api/v1/documents[? ]", Pattern.MULTILINE)
                .matcher(heard)
                .results()
                .count();
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                var behind = new Socket(server.getHost(), server.getPort());
                Thread.ofVirtual().start(() -> pass(client, behind, true));
                Thread.ofVirtual().start(() -> pass(behind, client, false));
            }
        } catch (IOException closed) {
            // Nobody comes any more.
        }
    }

    private void pass(Socket from, Socket to, boolean kept) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream(), kept);
        } catch (IOException gone) {
            // Either side went away.
        }
    }

    private void copy(InputStream from, OutputStream to, boolean kept) throws IOException {
        var buffer = new byte[1 << 14];
        for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (kept)
                synchronized (heard) {
                    heard.write(buffer, 0, read);
                }
            to.write(buffer, 0, read);
            to.flush();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
