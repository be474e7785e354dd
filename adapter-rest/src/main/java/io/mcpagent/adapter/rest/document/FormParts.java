package io.mcpagent.adapter.rest.document;

import io.mcpagent.adapter.rest.failure.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/**
 * The parts of a multipart body one after the other, as fast as somebody takes them: Jetty's parser is fed no more than a
 * piece at a time, and what it finds there waits here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
final class FormParts {
    private static final int PIECE = 16 << 10;
    private static final int MOST_HEADER_BYTES = 8 << 10;
    private static final int MOST_PARTS = 10;
    private static final int MOST_TEXT = 4 << 10;

    private final InputStream body;
    private final MultiPart.Parser parser;
    private final Deque<Found> found = new ArrayDeque<>();
    private boolean failed;
    private boolean ended;

    FormParts(InputStream body, String boundary) {
        this.body = body;
        this.parser = new MultiPart.Parser(boundary, new Listener());
        parser.setPartHeadersMaxLength(MOST_HEADER_BYTES);
        parser.setMaxParts(MOST_PARTS);
    }

    /** A part's headers; its content comes behind. */
    record Part(String name, Optional<String> fileName) {}

    private sealed interface Found {
        record Begin(Part part) implements Found {}

        record Bytes(ByteBuffer bytes) implements Found {}

        record End() implements Found {}
    }

    /** Skips what is left of the part before. */
    Optional<Part> next() {
        try {
            for (var next = take(); next.isPresent(); next = take()) {
                if (next.get() instanceof Found.Begin(var part)) return Optional.of(part);
            }
            return Optional.empty();
        } catch (IOException broken) {
            throw malformed();
        }
    }

    /** The whole content of a part that is short. */
    String text() {
        try (var content = content()) {
            var bytes = content.readNBytes(MOST_TEXT + 1);
            if (bytes.length > MOST_TEXT) throw malformed();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw malformed();
        }
    }

    InputStream content() {
        return new PartContent();
    }

    /** Empty at the end of the body. */
    private Optional<Found> take() throws IOException {
        while (found.isEmpty() && !ended) feed();
        if (failed) throw new IOException("the form is broken");
        return Optional.ofNullable(found.poll());
    }

    private void feed() throws IOException {
        var piece = body.readNBytes(1);
        var more = piece.length == 0 ? piece : available(piece[0]);
        ended = more.length == 0;
        parser.parse(Content.Chunk.from(ByteBuffer.wrap(more), ended));
    }

    /** What is there already, so that nobody waits for a piece to be full. */
    private byte[] available(byte first) throws IOException {
        var piece = new byte[PIECE];
        piece[0] = first;
        var read = body.read(piece, 1, Math.clamp(body.available(), 0, PIECE - 1));
        return Arrays.copyOf(piece, 1 + Math.max(0, read));
    }

    private static Refusal malformed() {
        return Refusal.of(400, "form_malformed", "The body is no whole multipart form.");
    }

    /** Keeps what the parser tells until somebody takes it. */
    private final class Listener implements MultiPart.Parser.Listener {
        private Map<String, String> disposition = new HashMap<>();

        @Override
        public void onPartBegin() {
            disposition = new HashMap<>();
        }

        @Override
        public void onPartHeader(String name, String value) {
            if (name.toLowerCase(Locale.ROOT).equals("content-disposition"))
                HttpField.getValueParameters(value, disposition);
        }

        @Override
        public void onPartHeaders() {
            var fileName = Optional.ofNullable(disposition.get("filename")).filter(given -> !given.isBlank());
            // A parameter without a value is there, as null.
            var name = Optional.ofNullable(disposition.get("name")).orElse("");
            found.add(new Found.Begin(new Part(name, fileName)));
        }

        @Override
        public void onPartContent(Content.Chunk chunk) {
            // A piece is an array of its own, and stays as it is.
            if (chunk.hasRemaining())
                found.add(new Found.Bytes(chunk.getByteBuffer().slice()));
        }

        @Override
        public void onPartEnd() {
            found.add(new Found.End());
        }

        @Override
        public void onFailure(Throwable failure) {
            failed = true;
            ended = true;
        }
    }

    private final class PartContent extends InputStream {
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private boolean atEnd;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            while (!rest.hasRemaining() && !atEnd) advance();
            if (!rest.hasRemaining()) return -1;
            var size = Math.min(length, rest.remaining());
            rest.get(into, offset, size);
            return size;
        }

        private void advance() throws IOException {
            switch (take().orElseThrow(() -> new IOException("the form ends within a part"))) {
                case Found.Bytes(var bytes) -> rest = bytes;
                case Found.End end -> atEnd = true;
                case Found.Begin begin -> throw new IOException("a part begins within another");
            }
        }
    }
}
