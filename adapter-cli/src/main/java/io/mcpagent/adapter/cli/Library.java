package io.mcpagent.adapter.cli;

import io.mcpagent.application.retrieval.SearchRequest;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;

/** Documents and what is found in them, as the API writes them; of this machine, or of a server. */
interface Library {
    /** Passages under {@code data}; with {@code explanation} where it was asked for. */
    Json.Obj search(SearchRequest request, boolean explain);

    List<Json.Obj> collections();

    Json.Obj createCollection(String name, Optional<Language> language);

    void deleteCollection(String name);

    /** By name. */
    List<Json.Obj> documents(String collection);

    void deleteDocument(String collection, String name);
}
