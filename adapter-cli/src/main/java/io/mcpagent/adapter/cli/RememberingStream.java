package io.mcpagent.adapter.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Lets a command finish its work when nobody can be told any more: remembers the first failure, drops what follows. */
final class RememberingStream extends OutputStream {
    private final OutputStream target;
    private Optional<IOException> failure = Optional.empty();

    RememberingStream(OutputStream target) {
        this.target = target;
    }

    Optional<IOException> failure() {
        return failure;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (failure.isPresent()) return;
        try {
            target.write(bytes, offset, length);
        } catch (IOException failed) {
            failure = Optional.of(failed);
        }
    }

    @Override
    public void flush() {
        if (failure.isPresent()) return;
        try {
            target.flush();
        } catch (IOException failed) {
            failure = Optional.of(failed);
        }
    }
}
