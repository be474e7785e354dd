package io.mcpagent.adapter.cli;

import io.mcpagent.application.retrieval.SearchRequest;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** That of a server. */
record RemoteLibrary(ServerClient server) implements Library {
    /** Whoever is shown no collection there may ask all the same. */
    @Override
    public void requireSomething() {}

    @Override
    public Json.Obj search(SearchRequest request, boolean explain) {
        return server.post(
                "/search",
                Json.object()
                        .with("query", Json.of(request.query()))
                        .with("mode", Json.of(request.mode().name().toLowerCase(Locale.ROOT)))
                        .with("limit", Json.of(request.limit()))
                        .with(
                                "collections",
                                Json.array(request.collections().stream()
                                        .map(Json::of)
                                        .toList()))
                        .with("explain", Json.of(explain)));
    }

    @Override
    public List<Json.Obj> collections() {
        return server.list("/collections?");
    }

    @Override
    public Json.Obj createCollection(String name, Optional<Language> language) {
        return server.post(
                "/collections",
                Json.object()
                        .with("name", Json.of(name))
                        .with("language", language.map(Language::tag).map(Json::of)));
    }

    @Override
    public void deleteCollection(String name) {
        server.delete("/collections/" + ServerClient.segment(name));
    }

    @Override
    public List<Json.Obj> documents(String collection) {
        return server.list("/documents?collection=" + ServerClient.encoded(collection) + "&");
    }

    /** A server goes on by itself. */
    @Override
    public List<Backlog> backlog() {
        return List.of();
    }

    @Override
    public void deleteDocument(String collection, String name) {
        var document = documents(collection).stream()
                .filter(each -> Members.text(each, "document").equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        "document_not_found", "The collection %s has no document %s.".formatted(collection, name)));
        server.delete("/documents/" + ServerClient.segment(Members.text(document, "document_id")));
    }
}
