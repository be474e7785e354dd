package io.mcpagent.bootstrap.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcpagent.bootstrap.AgentPlatform;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.access.Caller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Uploads a large document, and another of which half comes and no more. Says on stdout how far it is, and never ends by
 * itself.
 */
final class UploadingProcess {
    static final String COLLECTION = "papers";
    static final String HALF_IS_HERE = "half";

    private UploadingProcess() {}

    public static void main(String[] args) {
        var settings = Settings.load(System.getenv(), Optional.of(Path.of(args[0])));
        try (var platform = AgentPlatform.open(settings)) {
            platform.ingestInBackground();
            var documents = platform.documents();
            documents.createCollection(Caller.LOCAL_OWNER, COLLECTION, Optional.empty());
            var large = documents.upload(
                    Caller.LOCAL_OWNER, COLLECTION, "large.md", new ByteArrayInputStream(text().getBytes(UTF_8)));
            Thread.startVirtualThread(() -> documents.upload(Caller.LOCAL_OWNER, COLLECTION, "half.md", half()));
            documents.follow(
                    Caller.LOCAL_OWNER,
                    large.id(),
                    change -> say(change.ingestion().getClass().getSimpleName()));
        }
    }

    /** Enough of it that taking it in lasts a while. */
    static String text() {
        var text = new StringBuilder();
        for (var i = 0; i < 400; i++) {
            text.append("Paragraph %d tells of the harbour, its lantern number %d and the boats beside it.\n\n"
                    .formatted(i, i * 7));
        }
        return text.toString();
    }

    private static InputStream half() {
        var begun = new byte[1 << 20];
        return new SequenceInputStream(new ByteArrayInputStream(begun), new InputStream() {
            @Override
            public int read() {
                say(HALF_IS_HERE);
                try {
                    return System.in.read();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }

            @Override
            public int read(byte[] into, int from, int length) {
                return read();
            }
        });
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
