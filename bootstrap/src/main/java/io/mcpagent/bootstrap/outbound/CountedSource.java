package io.mcpagent.bootstrap.outbound;

import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/** The decompressed bytes of a body, up to a number. */
final class CountedSource extends ForwardingSource {
    private final Limits.Watched watched;
    private long left;

    CountedSource(Source bytes, long most, Limits.Watched watched) {
        super(bytes);
        this.watched = watched;
        this.left = most;
    }

    @Override
    public long read(Buffer sink, long byteCount) {
        try {
            var read = super.read(sink, byteCount);
            if (read > 0) left -= read;
            if (left < 0) throw watched.tooLarge();
            return read;
        } catch (IOException e) {
            throw watched.failure(e);
        }
    }
}
