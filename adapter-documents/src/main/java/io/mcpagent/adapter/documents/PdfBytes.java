package io.mcpagent.adapter.documents;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Bytes that a parser reads until its thread is interrupted. */
final class PdfBytes extends RandomAccessReadBuffer {
    private static final int READS_BETWEEN_LOOKS = 1 << 12;

    private int reads;

    PdfBytes(byte[] bytes, int length) {
        super(ByteBuffer.wrap(bytes, 0, length));
    }

    @Override
    public int read() throws IOException {
        if (++reads % READS_BETWEEN_LOOKS == 0) stopIfInterrupted();
        return super.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        stopIfInterrupted();
        return super.read(into, offset, length);
    }

    static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) throw new CancellationException("reading a PDF was interrupted");
    }
}
