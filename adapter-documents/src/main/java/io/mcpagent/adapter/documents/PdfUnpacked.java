package io.mcpagent.adapter.documents;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** What a stream unpacks to, as far as it may. */
final class PdfUnpacked extends OutputStream {
    private static final int FIRST_ROOM = 1 << 12;

    private final LongConsumer permission;
    private byte[] bytes;
    private int size;

    /**
     * @param expected size, for room to begin with
     * @param permission asked with the size to be, at most 2 GiB; throws what ends the unpacking
     */
    PdfUnpacked(long expected, LongConsumer permission) {
        this.permission = permission;
        bytes = new byte[Math.clamp(expected, FIRST_ROOM, FIRST_ROOM << 8)];
    }

    @Override
    public void write(int one) {
        makeRoom(1);
        bytes[size++] = (byte) one;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        PdfBytes.stopIfInterrupted();
        makeRoom(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    private void makeRoom(int more) {
        if (more <= bytes.length - size) return;
        permission.accept((long) size + more);
        bytes = Arrays.copyOf(bytes, Math.max(size + more, Math.min(bytes.length * 2, PdfLimits.MAX_UNPACKED)));
    }

    int size() {
        return size;
    }

    InputStream in() {
        return new ByteArrayInputStream(bytes, 0, size);
    }

    PdfBytes open() {
        return new PdfBytes(bytes, size);
    }
}
