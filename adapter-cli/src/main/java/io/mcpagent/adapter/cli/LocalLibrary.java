package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.DocumentJson;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.retrieval.SearchJson;
import io.mcpagent.application.retrieval.SearchRequest;
import io.mcpagent.application.retrieval.SearchService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** That of the data directory. */
record LocalLibrary(DocumentService documents, SearchService search) implements Library {
    @Override
    public void requireSomething() {
        if (documents.collections(Caller.LOCAL_OWNER).isEmpty())
            throw new NotFound(
                    "nothing_ingested",
                    "nothing is ingested yet. Take a folder in with: mcp-agent ingest PATH, or ask it at once with:"
                            + " mcp-agent ask --docs PATH QUESTION");
    }

    @Override
    public Json.Obj search(SearchRequest request, boolean explain) {
        return SearchJson.of(search.search(Caller.LOCAL_OWNER, request), explain);
    }

    @Override
    public List<Json.Obj> collections() {
        return documents.collections(Caller.LOCAL_OWNER).stream()
                .map(DocumentJson::of)
                .toList();
    }

    @Override
    public Json.Obj createCollection(String name, Optional<Language> language) {
        return DocumentJson.of(documents.createCollection(Caller.LOCAL_OWNER, name, language));
    }

    @Override
    public void deleteCollection(String name) {
        documents.deleteCollection(Caller.LOCAL_OWNER, name);
    }

    @Override
    public List<Json.Obj> documents(String collection) {
        return documents.documents(Caller.LOCAL_OWNER, collection).stream()
                .map(document -> DocumentJson.of(document, collection))
                .toList();
    }

    @Override
    public List<Backlog> backlog() {
        return documents.collections(Caller.LOCAL_OWNER).stream()
                .map(collection -> new Backlog(
                        collection.name(),
                        collection.root().map(Path::toString),
                        documents.documents(Caller.LOCAL_OWNER, collection.name()).stream()
                                .filter(LocalLibrary::waits)
                                .count()))
                .filter(backlog -> backlog.documents() > 0)
                .toList();
    }

    private static boolean waits(Document document) {
        return document.ingestion() instanceof Ingestion.Queued || document.ingestion() instanceof Ingestion.Chunked;
    }

    @Override
    public void deleteDocument(String collection, String name) {
        documents.deleteDocument(Caller.LOCAL_OWNER, collection, name);
    }
}
