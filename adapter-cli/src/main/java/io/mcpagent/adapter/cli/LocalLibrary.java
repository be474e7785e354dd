package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.DocumentJson;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.retrieval.SearchJson;
import io.mcpagent.application.retrieval.SearchRequest;
import io.mcpagent.application.retrieval.SearchService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;

/** That of the data directory. */
record LocalLibrary(DocumentService documents, SearchService search) implements Library {
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
    public void deleteDocument(String collection, String name) {
        documents.deleteDocument(Caller.LOCAL_OWNER, collection, name);
    }
}
