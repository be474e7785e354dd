package io.mcpagent.adapter.llm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** What a file's bytes have to add up to. Against damage, not against people: {@link PrivateFiles} is. */
record Checksum(long size, long crc32) {
    private static final int BUFFER = 1 << 18;

    static Checksum of(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var crc32 = new CRC32();
            var buffer = ByteBuffer.allocateDirect(BUFFER);
            while (channel.read(buffer) >= 0) {
                crc32.update(buffer.flip());
                buffer.clear();
            }
            return new Checksum(channel.size(), crc32.getValue());
        }
    }

    @Override
    public String toString() {
        return size + "-" + HexFormat.of().toHexDigits(crc32);
    }
}
