package io.mcpagent.adapter.cli;

import io.mcpagent.application.retrieval.SearchRequest;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;

/** Documents and what is found in them, as the API writes them; of this machine, or of a server. */
interface Library {
    /** Somebody for whom nothing is found before anything was ingested is told how to do that. */
    void requireSomething();

    /** Passages under {@code data}; with {@code explanation} where it was asked for. */
    Json.Obj search(SearchRequest request, boolean explain);

    List<Json.Obj> collections();

    Json.Obj createCollection(String name, Optional<Language> language);

    void deleteCollection(String name);

    /** By name. */
    List<Json.Obj> documents(String collection);

    /** Documents that are not taken in and wait for somebody who goes on with them. */
    List<Backlog> backlog();

    void deleteDocument(String collection, String name);

    /**
     * What waits in a collection.
     *
     * @param root what the collection follows, if it does
     */
    record Backlog(String collection, Optional<String> root, long documents) {}
}
