package io.mcpagent.adapter.vector;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** A disk that is full while the switch is on: files can be made, nothing can be written to them. */
final class FillingDirectory extends FilterDirectory {
    private final AtomicBoolean full;

    FillingDirectory(Directory directory, AtomicBoolean full) {
        super(directory);
        this.full = full;
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        return failing(in.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        return failing(in.createTempOutput(prefix, suffix, context));
    }

    private IndexOutput failing(IndexOutput output) {
        return new FilterIndexOutput("filling", output.getName(), output) {
            @Override
            public void writeByte(byte value) throws IOException {
                refuseWhenFull();
                super.writeByte(value);
            }

            @Override
            public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
                refuseWhenFull();
                super.writeBytes(bytes, offset, length);
            }
        };
    }

    private void refuseWhenFull() throws IOException {
        if (full.get()) throw new IOException("No space left on device");
    }
}
