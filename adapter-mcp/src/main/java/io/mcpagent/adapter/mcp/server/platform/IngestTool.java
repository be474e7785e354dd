package io.mcpagent.adapter.mcp.server.platform;

import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.server.offer.Changes;
import io.mcpagent.adapter.mcp.server.offer.Changes.Change;
import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.OfferedTool;
import io.mcpagent.adapter.mcp.server.offer.OfferedTool.Hints;
import io.mcpagent.adapter.mcp.server.offer.Outcome;
import io.mcpagent.adapter.mcp.server.offer.ToolResult;
import io.mcpagent.application.document.DocumentJson;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Taking a document in, by its text or its bytes. */
final class IngestTool implements PlatformTool {
    private static final String NAME = "ingest";

    private static final OfferedTool TOOL = new OfferedTool(
            NAME,
            "Ingest",
            "Takes a document into a collection that you may write to, which is made where there is none of that name, and"
                    + " returns when it can be found. A document of the same name is replaced.",
            Schemas.object(
                    Json.object()
                            .with("collection", Schemas.text("The name of the collection."))
                            .with("name", Schemas.text("The document's name, such as notes/monday.md."))
                            .with("text", Schemas.text("What it says, for a document of plain text or Markdown."))
                            .with("bytes", Schemas.text("The file as Base64, in place of text.")),
                    "collection",
                    "name"),
            Optional.of(Schemas.open(
                    Json.object()
                            .with("document_id", Schemas.text("Of the document."))
                            .with("state", Schemas.text("ready, skipped or failed, the latter two with a reason.")),
                    "document_id",
                    "state")),
            Hints.REPLACES);

    private final DocumentService documents;
    private final Changes changes;

    IngestTool(DocumentService documents, Changes changes) {
        this.documents = documents;
        this.changes = changes;
    }

    @Override
    public List<OfferedTool> list(Caller caller) {
        return caller.permissions().containsAll(Set.of(Permission.WRITE, Permission.READ)) ? List.of(TOOL) : List.of();
    }

    @Override
    public boolean has(String name) {
        return name.equals(NAME);
    }

    @Override
    public Outcome<ToolResult> call(Exchange exchange, String name, Json.Obj arguments) {
        var in = new Members(arguments, "The arguments object");
        var collection = in.string("collection");
        var document = uploaded(exchange.caller(), collection, in.string("name"), content(in));
        changes.announce(new Change.Resources());
        changes.announce(new Change.Updated(DocumentUris.text(document.id())));
        changes.announce(new Change.Updated(DocumentUris.file(document.id())));
        return new Outcome.Done<>(result(followed(exchange, document), collection));
    }

    private Document uploaded(Caller caller, String collection, String name, byte[] content) {
        try {
            return documents.upload(caller, collection, name, new ByteArrayInputStream(content));
        } catch (NotFound missing) {
            if (!missing.code().equals("collection_not_found")) throw missing;
            documents.createCollection(caller, collection, Optional.empty());
            return documents.upload(caller, collection, name, new ByteArrayInputStream(content));
        }
    }

    private static byte[] content(Members in) {
        var text = in.findString("text");
        var bytes = in.findString("bytes");
        if (text.isPresent() == bytes.isPresent())
            throw new InvalidRequest("content_missing", "Give either text or bytes.");
        try {
            return text.map(some -> some.getBytes(StandardCharsets.UTF_8))
                    .orElseGet(() -> Base64.getDecoder().decode(bytes.orElse("")));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("bytes_invalid", "bytes are no Base64 (RFC 4648, section 4).");
        }
    }

    /** Until it is through; what is in the queue stays there if nobody waits any more. */
    private Document followed(Exchange exchange, Document document) {
        var last = new AtomicReference<>(document);
        var steps = new AtomicInteger();
        documents.follow(exchange.caller(), document.id(), changed -> {
            last.set(changed);
            exchange.progress(
                    steps.incrementAndGet(),
                    Optional.empty(),
                    changed.ingestion().getClass().getSimpleName());
        });
        return last.get();
    }

    private static ToolResult result(Document document, String collection) {
        var json = DocumentJson.of(document, collection);
        var state = json.get("state").map(some -> ((Json.Str) some).value()).orElse("");
        var why =
                json.get("reason").map(some -> ": " + ((Json.Str) some).value()).orElse("");
        var result = ToolResult.text("%s is %s%s".formatted(document.name(), state, why))
                .with(json);
        return state.equals("failed") ? new ToolResult(result.content(), result.structured(), true) : result;
    }
}
