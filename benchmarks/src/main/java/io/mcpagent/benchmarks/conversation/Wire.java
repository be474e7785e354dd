package io.mcpagent.benchmarks.conversation;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One HTTP/1.1 connection, from either side: as little of the protocol as these benchmarks use, and as little work, as it
 * shares the cores with what is measured.
 */
final class Wire implements AutoCloseable {
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final int HEXADECIMAL = 16;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[8 << 10];
    private int from;
    private int to;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    static Wire to(int port) throws IOException {
        return new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /**
     * A message.
     *
     * @param head its first line with all headers, in lower case
     */
    record Message(String head, String body) {}

    /** Whether the other side has not closed the connection instead of saying more. */
    boolean hasMore() throws IOException {
        return from < to || fill();
    }

    /** Waits for one. */
    Message read() throws IOException {
        var head = head();
        var length = header(head, "content-length:");
        if (!length.isEmpty()) return new Message(head, text(bytes(Integer.parseInt(length))));
        return new Message(head, head.contains("chunked") ? text(chunks()) : "");
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    static String header(String head, String name) {
        var at = head.indexOf(name);
        return at < 0
                ? ""
                : head.substring(at + name.length(), head.indexOf('\r', at)).strip();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String head() throws IOException {
        var end = find(END_OF_HEAD) + END_OF_HEAD.length;
        var head = new String(buffer, from, end - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        from = end;
        return head;
    }

    private byte[] chunks() throws IOException {
        var body = new byte[0];
        while (true) {
            var end = find(new byte[] {'\r', '\n'});
            var size = Integer.parseInt(new String(buffer, from, end - from, StandardCharsets.US_ASCII), HEXADECIMAL);
            from = end + 2;
            var chunk = bytes(size + 2);
            if (size == 0) return body;
            var before = body.length;
            body = Arrays.copyOf(body, before + size);
            System.arraycopy(chunk, 0, body, before, size);
        }
    }

    private byte[] bytes(int count) throws IOException {
        while (to - from < count) if (!fill()) throw new EOFException("the connection was closed within a message");
        var bytes = Arrays.copyOfRange(buffer, from, from + count);
        from += count;
        return bytes;
    }

    private int find(byte[] wanted) throws IOException {
        var at = from;
        while (true) {
            for (; at + wanted.length <= to; at++) {
                if (Arrays.equals(buffer, at, at + wanted.length, wanted, 0, wanted.length)) return at;
            }
            var behind = at - from;
            if (!fill()) throw new EOFException("the connection was closed within a message");
            at = from + behind;
        }
    }

    private boolean fill() throws IOException {
        if (from == to) from = to = 0;
        if (to == buffer.length && from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        var count = in.read(buffer, to, buffer.length - to);
        if (count > 0) to += count;
        return count > 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
