package io.mcpagent.adapter.mcp.server.platform;

import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.DocumentId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The URIs of documents and of what is in them. */
final class DocumentUris {
    static final String FILE_TEMPLATE = "mcp-agent://documents/{id}";
    static final String TEXT_TEMPLATE = "mcp-agent://documents/{id}/text";
    static final String PASSAGE_TEMPLATE = "mcp-agent://documents/{id}/passages/{ordinal}";
    static final String COLLECTION_TEMPLATE = "mcp-agent://collections/{name}";

    private static final String DOCUMENTS = "mcp-agent://documents/";
    private static final String COLLECTIONS = "mcp-agent://collections/";
    private static final String UUID_FORM = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern DOCUMENT =
            Pattern.compile(Pattern.quote(DOCUMENTS) + "(" + UUID_FORM + ")(/text|/passages/(\\d{1,9}))?");

    private DocumentUris() {}

    /** What a URI names. */
    sealed interface Named {
        record File(DocumentId document) implements Named {}

        record Text(DocumentId document) implements Named {}

        record Passage(DocumentId document, int ordinal) implements Named {}

        record Collection(String name) implements Named {}
    }

    static String file(DocumentId document) {
        return DOCUMENTS + document.value();
    }

    static String text(DocumentId document) {
        return file(document) + "/text";
    }

    static String passage(ChunkId chunk) {
        return file(chunk.document()) + "/passages/" + chunk.ordinal();
    }

    static String collection(String name) {
        return COLLECTIONS + Percent.encoded(name);
    }

    static Optional<Named> read(String uri) {
        if (uri.startsWith(COLLECTIONS))
            return Percent.decoded(uri.substring(COLLECTIONS.length())).map(Named.Collection::new);
        var parts = DOCUMENT.matcher(uri);
        if (!parts.matches()) return Optional.empty();
        var document = new DocumentId(UUID.fromString(parts.group(1)));
        if (parts.group(2) == null) return Optional.of(new Named.File(document));
        return Optional.of(
                parts.group(3) == null
                        ? new Named.Text(document)
                        : new Named.Passage(document, Integer.parseInt(parts.group(3))));
    }
}
