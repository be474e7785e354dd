package io.mcpagent.testkit.document;

import io.mcpagent.domain.document.UploadStorePort;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.llm.TextHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Uploads in memory, of a megabyte each at most. Safe for use by many threads. */
public final class InMemoryUploadStore implements UploadStorePort {
    private static final int MOST = 1 << 20;

    private final Map<TextHash, byte[]> kept = new ConcurrentHashMap<>();
    private final Map<String, byte[]> receiving = new ConcurrentHashMap<>();

    @Override
    public Received receive(InputStream content) {
        try {
            var bytes = content.readNBytes(MOST + 1);
            if (bytes.length > MOST)
                throw new InvalidRequest("file_too_large", "It is larger than %,d bytes. Split it.".formatted(MOST));
            var received = new Received(
                    TextHash.of(bytes), bytes.length, UUID.randomUUID().toString());
            receiving.put(received.receipt(), bytes);
            return received;
        } catch (IOException broken) {
            throw new InvalidRequest("upload_broken", "It broke off: " + broken + ". Upload it again.", broken);
        }
    }

    @Override
    public void keep(Received received) {
        var bytes = receiving.get(received.receipt());
        if (bytes == null) throw new IllegalArgumentException("it was dropped: " + received);
        kept.put(received.hash(), bytes);
    }

    @Override
    public void drop(Received received) {
        receiving.remove(received.receipt());
    }

    @Override
    public InputStream open(TextHash content) {
        var bytes = kept.get(content);
        if (bytes == null) throw new NotFound("file_vanished", "What was uploaded is gone. Upload it again.");
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public Set<TextHash> stored() {
        return Set.copyOf(kept.keySet());
    }

    @Override
    public void delete(Set<TextHash> contents) {
        kept.keySet().removeAll(contents);
    }

    @Override
    public void removeLeftovers() {
        // Whoever is killed takes its memory along.
    }
}
