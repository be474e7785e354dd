package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A collection of a server that copies of files are sent to.
 *
 * @param root the folder of the server's own that it follows, and then takes no copies
 */
record RemoteCollection(String name, Optional<String> root, ServerClient server, Retries retries) {
    /**
     * The one that a folder's copies go to, made where there is none.
     *
     * @throws Conflict where it has another language, or is somebody else's
     */
    static RemoteCollection of(SyncRequest request, ServerClient server, Retries retries) {
        var library = new RemoteLibrary(server);
        var name = request.collectionName();
        var collection = retries.answer(() -> find(library, name)).orElseGet(() -> created(library, request, retries));
        checkLanguage(collection, request);
        return new RemoteCollection(name, Members.optionalText(collection, "root"), server, retries);
    }

    private static Optional<Json.Obj> find(Library library, String name) {
        return library.collections().stream()
                .filter(each -> Members.text(each, "collection").equals(name))
                .findFirst();
    }

    /** Somebody else may have been faster, or our own first try whose answer was lost. */
    private static Json.Obj created(Library library, SyncRequest request, Retries retries) {
        var name = request.collectionName();
        try {
            return retries.answer(() -> library.createCollection(name, request.language()));
        } catch (Conflict taken) {
            return retries.answer(() -> find(library, name)).orElseThrow(() -> taken);
        }
    }

    private static void checkLanguage(Json.Obj collection, SyncRequest request) {
        var language = Members.text(collection, "language");
        request.language()
                .map(Language::tag)
                .filter(tag -> !tag.equals(language))
                .ifPresent(wanted -> {
                    throw new Conflict(
                            "collection_language_fixed",
                            "The collection %s is in language %s. To change it, delete the collection and ingest %s again."
                                    .formatted(request.collectionName(), language, request.root()));
                });
    }

    boolean isLinked() {
        return root.isPresent();
    }

    /** @throws Conflict where it follows a folder of the server's own, which is not as this one is */
    void checkTakes(UploadPlan plan) {
        if (!isLinked() || plan.changesNothing()) return;
        throw new Conflict(
                "collection_is_linked",
                "The collection %s follows %s on the server's own machine, whose files are not taken from here, and these are others. Ingest that there while no server runs, or choose another name with `mcp-agent ingest --collection`."
                        .formatted(name, root.orElseThrow()));
    }

    List<RemoteDocument> documents() {
        return retries.answer(() -> new RemoteLibrary(server).documents(name)).stream()
                .map(RemoteDocument::of)
                .toList();
    }

    /**
     * Sends a file, once more where that breaks: the same bytes under the same name change nothing.
     *
     * @throws InvalidRequest for what is wrong with this file alone
     */
    RemoteDocument send(Supplier<FileForm> file) {
        return RemoteDocument.of(retries.answer(() -> sent(file)));
    }

    private Json.Obj sent(Supplier<FileForm> file) {
        try (var form = file.get()) {
            try {
                return server.upload("/documents?collection=" + ServerClient.encoded(name), form);
            } catch (AgentFailure failure) {
                if (!form.changed()) throw failure;
                throw new InvalidRequest("file_changed", "It changed while it was sent. Run it again.", failure);
            }
        }
    }

    /** Has it tried again, unless somebody else did, or deleted it. */
    void retry(RemoteDocument document) {
        try {
            retries.answer(() -> server.post("/documents/" + ServerClient.segment(document.id()) + "/retry"));
        } catch (Conflict | NotFound done) {
            // It is as it should be; what becomes of it is seen with the others.
        }
    }

    void delete(RemoteDocument document) {
        try {
            retries.answer(() -> {
                server.delete("/documents/" + ServerClient.segment(document.id()));
                return document;
            });
        } catch (NotFound done) {
            // Somebody else, or the first of two requests, did.
        }
    }
}
