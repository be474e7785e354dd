package io.mcpagent.adapter.llm.conversation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A server of bytes: what it sends to whom, and when the other side went away. */
final class WireServer implements AutoCloseable {
    static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    /** Answers a request; returns when it has said all. The socket stays open until the other side closes it. */
    @FunctionalInterface
    interface Answer {
        void to(String request, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final Function<Integer, Answer> answers;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> closed = new LinkedBlockingQueue<>();

    private WireServer(Function<Integer, Answer> answers) throws IOException {
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answers = answers;
        Thread.ofVirtual().start(this::accept);
    }

    static WireServer answering(Answer answer) throws IOException {
        return new WireServer(number -> answer);
    }

    /** A stream of these events and its formal end. */
    static WireServer streaming(String... events) throws IOException {
        return answering((request, out) -> {
            head(out);
            for (var event : events) {
                event(out, event);
            }
            end(out);
        });
    }

    static void head(OutputStream out) throws IOException {
        out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    static void event(OutputStream out, String data) throws IOException {
        chunk(out, ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    static void chunk(OutputStream out, byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    static void end(OutputStream out) throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    static String text(String content) {
        return "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content + "\"}}]}";
    }

    static String finish(String reason) {
        return "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
    }

    private void accept() {
        try {
            for (var count = 0; ; count++) {
                var socket = listening.accept();
                var answer = answers.apply(count);
                Thread.ofVirtual().start(() -> serve(socket, answer));
            }
        } catch (SocketException closing) {
            // The server was closed.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket, Answer answer) {
        try (socket) {
            var in = socket.getInputStream();
            var request = read(in);
            requests.add(request);
            answer.to(request, socket.getOutputStream());
            while (in.read() >= 0) {}
        } catch (IOException gone) {
            closed.add(true);
            return;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        closed.add(true);
    }

    private static String read(InputStream in) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) in.read());
        }
        var length = text.toString()
                .toLowerCase(java.util.Locale.ROOT)
                .lines()
                .filter(line -> line.startsWith("content-length:"))
                .map(line -> Integer.parseInt(
                        line.substring("content-length:".length()).strip()))
                .findFirst()
                .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/v1");
    }

    String takeRequest() throws InterruptedException {
        var request = requests.poll(10, TimeUnit.SECONDS);
        if (request == null) throw new AssertionError("there was no request");
        return request;
    }

    /** Whether the other side closed a connection within that time. */
    boolean sawAClose() throws InterruptedException {
        return closed.poll(10, TimeUnit.SECONDS) != null;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
