package io.mcpagent.adapter.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A file as the one part of a form, read from the disk as it is sent. Its length is told beforehand, so that a server can
 * refuse it unread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
final class FileForm implements AutoCloseable {
    private final String boundary = "mcp-agent-" + UUID.randomUUID();
    private final String name;
    private final long size;
    private final Supplier<InputStream> file;
    private final List<InputStream> opened = new ArrayList<>();
    private volatile boolean changed;

    /**
     * A file of a size that was seen a moment ago.
     *
     * @param name without control characters, which could end the header that it stands in
     */
    FileForm(String name, long size, Supplier<InputStream> file) {
        if (name.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("a name with control characters can't be sent");
        this.name = name;
        this.size = size;
        this.file = file;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    long size() {
        return size;
    }

    /** Whether sending failed because the file has not the size that it had. */
    boolean changed() {
        return changed;
    }

    BodyPublisher publisher() {
        var head = BodyPublishers.ofByteArray(bytes(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(boundary, quoted())));
        var tail = BodyPublishers.ofByteArray(bytes("\r\n--%s--\r\n".formatted(boundary)));
        if (size == 0) return BodyPublishers.concat(head, tail);
        var content = BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::open), size);
        return BodyPublishers.concat(head, content, tail);
    }

    private String quoted() {
        return name.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A file that can't be opened any more is too short: whoever calls this takes no exceptions. */
    private synchronized InputStream open() {
        var content = new Exact(fileOrNothing());
        opened.add(content);
        return content;
    }

    private InputStream fileOrNothing() {
        try {
            return file.get();
        } catch (RuntimeException gone) {
            return InputStream.nullInputStream();
        }
    }

    private IOException change() {
        changed = true;
        return new IOException("the file changed while it was sent");
    }

    @Override
    public synchronized void close() {
        try {
            for (var each : opened) each.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As many bytes as were announced, neither more nor less. */
    private final class Exact extends FilterInputStream {
        private long left = size;

        Exact(InputStream file) {
            super(file);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0 && in.read() >= 0) throw change();
            if (left == 0) return -1;
            var read = in.read(into, offset, (int) Math.min(length, left));
            if (read < 0) throw change();
            left -= read;
            return read;
        }
    }
}
