package io.mcpagent.application.document;

import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.TextHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** Where a document's bytes are: in the folder that its collection follows, or among those that were uploaded. */
final class DocumentBytes {
    private final DocumentPorts ports;

    DocumentBytes(DocumentPorts ports) {
        this.ports = ports;
    }

    DocumentContent open(Document document, DocumentCollection collection) {
        var root = collection.root();
        if (root.isEmpty())
            return new DocumentContent(
                    document,
                    document.stamp().size(),
                    document.contentHash(),
                    ports.uploads().open(stored(document)));
        var bytes = ports.files().read(root.get(), document.name());
        return new DocumentContent(document, bytes.length, Optional.empty(), new ByteArrayInputStream(bytes));
    }

    /** All of them, for extraction. */
    byte[] read(Document document, DocumentCollection collection) {
        var root = collection.root();
        return root.isPresent() ? ports.files().read(root.get(), document.name()) : readStored(document);
    }

    private byte[] readStored(Document document) {
        try (var bytes = ports.uploads().open(stored(document))) {
            var all = bytes.readAllBytes();
            if (all.length == 0)
                throw new InvalidRequest("file_empty", "It is empty. Remove it, or write something to it.");
            return all;
        } catch (IOException failure) {
            throw new UpstreamFailure(
                    "disk_unusable", "It can't be read: " + failure.getMessage() + ". Check the disk.", true, failure);
        }
    }

    private static TextHash stored(Document document) {
        return document.contentHash()
                .orElseThrow(() ->
                        new NotFound("file_vanished", "What was uploaded is not known any more. Upload it again."));
    }
}
