package io.mcpagent.adapter.mcp.server.platform;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.ResourceContents;
import io.mcpagent.adapter.mcp.server.offer.Completing;
import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.NotOffered;
import io.mcpagent.adapter.mcp.server.offer.OfferedResource;
import io.mcpagent.adapter.mcp.server.offer.OfferedTemplate;
import io.mcpagent.adapter.mcp.server.offer.Outcome;
import io.mcpagent.adapter.mcp.server.offer.Page;
import io.mcpagent.adapter.mcp.server.offer.ResourceOffer;
import io.mcpagent.adapter.mcp.server.platform.DocumentUris.Named;
import io.mcpagent.application.document.DocumentJson;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Documents, their text and their passages, as far as the caller may read them. */
final class DocumentResources implements ResourceOffer {
    private static final int PAGE = 100;
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_COMPLETED = 100;
    private static final Optional<String> PLAIN = Optional.of("text/plain");
    private static final Optional<String> JSON = Optional.of("application/json");

    private final DocumentService documents;

    DocumentResources(DocumentService documents) {
        this.documents = documents;
    }

    /** By collection, and in each by name; one collection is read at a time. */
    @Override
    public Page<OfferedResource> list(Caller caller, Optional<String> after) {
        var begin = after.map(place -> place.split("\n", 2));
        if (begin.filter(parts -> parts.length != 2).isPresent())
            throw new InvalidRequest("cursor_invalid", "The cursor is none of this list's. Begin again without one.");
        var page = new ArrayList<OfferedResource>();
        for (var collection : documents.collections(caller)) {
            var name = collection.name();
            if (begin.filter(parts -> name.compareTo(parts[0]) < 0).isPresent()) continue;
            for (var document : documents.documents(caller, name)) {
                var isBefore = begin.filter(parts ->
                                name.equals(parts[0]) && document.name().compareTo(parts[1]) <= 0)
                        .isPresent();
                if (isBefore) continue;
                if (page.size() == PAGE)
                    return new Page<>(page, Optional.of(page.getLast().title().replaceFirst("/", "\n")));
                page.add(resource(collection, document));
            }
        }
        return new Page<>(page, Optional.empty());
    }

    private static OfferedResource resource(DocumentCollection collection, Document document) {
        return new OfferedResource(
                DocumentUris.file(document.id()),
                document.name(),
                collection.name() + "/" + document.name(),
                "A document of the collection %s.".formatted(collection.name()),
                mimeType(document),
                Optional.of(document.stamp().size()));
    }

    @Override
    public List<OfferedTemplate> templates() {
        return List.of(
                new OfferedTemplate(
                        DocumentUris.COLLECTION_TEMPLATE,
                        "collection",
                        "Collection",
                        "The documents of a collection, by its name.",
                        JSON),
                new OfferedTemplate(
                        DocumentUris.FILE_TEMPLATE, "document", "Document", "A document as it is.", Optional.empty()),
                new OfferedTemplate(
                        DocumentUris.TEXT_TEMPLATE,
                        "document-text",
                        "Document's text",
                        "The text of a document.",
                        PLAIN),
                new OfferedTemplate(
                        DocumentUris.PASSAGE_TEMPLATE,
                        "passage",
                        "Passage",
                        "One passage of a document, counted from 0, as search finds them.",
                        PLAIN));
    }

    @Override
    public Outcome<List<ResourceContents>> read(Exchange exchange, String uri) {
        var named = DocumentUris.read(uri).orElseThrow(() -> NotOffered.resource(uri));
        try {
            return new Outcome.Done<>(List.of(contents(exchange.caller(), uri, named)));
        } catch (NotFound none) {
            throw NotOffered.resource(uri);
        }
    }

    private ResourceContents contents(Caller caller, String uri, Named named) {
        return switch (named) {
            case Named.File(var document) -> file(caller, uri, document);
            case Named.Text(var document) -> new ResourceContents.Text(uri, PLAIN, text(caller, document));
            case Named.Passage(var document, var ordinal) -> {
                var chunks = documents.chunks(caller, document);
                if (ordinal >= chunks.size()) throw NotOffered.resource(uri);
                yield new ResourceContents.Text(uri, PLAIN, chunks.get(ordinal).text());
            }
            case Named.Collection(var name) ->
                new ResourceContents.Text(
                        uri, JSON, new String(JsonBytes.write(listed(caller, name)), StandardCharsets.UTF_8));
        };
    }

    private Json listed(Caller caller, String collection) {
        return Json.object()
                .with(
                        "data",
                        Json.array(documents.documents(caller, collection).stream()
                                .map(document -> DocumentJson.of(document, collection))
                                .toList()));
    }

    /** Chunks may share what stands at their borders, and leave out what lies between them. */
    private String text(Caller caller, DocumentId document) {
        var text = new StringBuilder();
        var end = 0;
        for (var chunk : documents.chunks(caller, document)) {
            if (chunk.start() > end && !text.isEmpty()) text.append('\n');
            text.append(
                    chunk.text(),
                    Math.clamp(end - chunk.start(), 0, chunk.text().length()),
                    chunk.text().length());
            end = Math.max(end, chunk.end());
        }
        return text.toString();
    }

    private ResourceContents file(Caller caller, String uri, DocumentId id) {
        try (var content = documents.content(caller, id)) {
            var bytes = content.bytes().readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES)
                throw new InvalidRequest(
                        "document_too_large",
                        "The document has more than %d bytes; read its text or its passages.".formatted(MOST_BYTES));
            var type = mimeType(content.document());
            return type.filter(known -> known.startsWith("text/")).isPresent()
                    ? new ResourceContents.Text(uri, type, new String(bytes, StandardCharsets.UTF_8))
                    : new ResourceContents.Blob(uri, type, Base64.getEncoder().encodeToString(bytes));
        } catch (IOException e) {
            throw new InvalidRequest("document_unreadable", "The document can't be read: " + e.getMessage());
        }
    }

    private static Optional<String> mimeType(Document document) {
        if (document.name().endsWith(".md")) return Optional.of("text/markdown");
        return Optional.ofNullable(URLConnection.guessContentTypeFromName(document.name()));
    }

    @Override
    public boolean canRead(Caller caller, String uri) {
        try {
            return DocumentUris.read(uri)
                    .filter(named -> isThere(caller, named))
                    .isPresent();
        } catch (AgentFailure refused) {
            return false;
        }
    }

    private boolean isThere(Caller caller, Named named) {
        switch (named) {
            case Named.File(var document) -> documents.document(caller, document);
            case Named.Text(var document) -> documents.document(caller, document);
            case Named.Passage(var document, var ordinal) -> documents.document(caller, document);
            case Named.Collection(var name) -> documents.collection(caller, name);
        }
        return true;
    }

    @Override
    public List<String> complete(Caller caller, String template, Completing completing) {
        return switch (template) {
            case DocumentUris.COLLECTION_TEMPLATE ->
                documents.collections(caller).stream()
                        .map(DocumentCollection::name)
                        .filter(name -> name.startsWith(completing.typed()))
                        .sorted()
                        .toList();
            case DocumentUris.FILE_TEMPLATE, DocumentUris.TEXT_TEMPLATE, DocumentUris.PASSAGE_TEMPLATE ->
                completing.argument().equals("id") ? ids(caller, completing.typed()) : List.of();
            default -> throw new NotOffered("There is no such template. resources/templates/list lists them.");
        };
    }

    /** Of documents whose id, or whose name, begins so: people know names. */
    private List<String> ids(Caller caller, String typed) {
        return documents.collections(caller).stream()
                .flatMap(collection -> documents.documents(caller, collection.name()).stream())
                .filter(document -> document.name().startsWith(typed)
                        || document.id().value().toString().startsWith(typed))
                .limit(MOST_COMPLETED)
                .map(document -> document.id().value().toString())
                .toList();
    }
}
