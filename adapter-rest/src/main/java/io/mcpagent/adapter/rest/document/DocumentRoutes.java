package io.mcpagent.adapter.rest.document;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.adapter.rest.json.PathIds;
import io.mcpagent.adapter.rest.run.OpenStreams;
import io.mcpagent.application.document.DocumentJson;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.json.Json;
import java.util.stream.Collectors;

/** Documents: what was uploaded, and what was linked. */
public final class DocumentRoutes {
    private final DocumentService documents;
    private final OpenStreams streams;
    private final UploadLimits limits;

    public DocumentRoutes(DocumentService documents, OpenStreams streams, UploadLimits limits) {
        this.documents = documents;
        this.streams = streams;
        this.limits = limits;
    }

    /** Takes one file, in a form whose {@code collection} comes before the {@code file}; it is taken in later. */
    public void upload(Context context) {
        var caller = Callers.of(context);
        var form = UploadForm.of(context, limits);
        var document = documents.upload(caller, form.collection(), form.fileName(), form.file());
        context.header("Location", "/api/v1/documents/" + document.id().value());
        Answers.send(context, 202, "application/json", DocumentJson.of(document, form.collection()));
    }

    /** Those of one collection, by name. */
    public void list(Context context) {
        var fields = Fields.ofQuery(context);
        var collection = fields.text("collection");
        var limit = Page.limit(fields);
        var after = fields.optionalText("after");
        fields.done();
        Answers.ok(
                context,
                Page.afterKey(
                        documents.documents(Callers.of(context), collection),
                        after,
                        limit,
                        document -> DocumentJson.of(document, collection),
                        Document::name));
    }

    public void get(Context context) {
        var caller = Callers.of(context);
        Answers.ok(context, json(caller, documents.document(caller, id(context))));
    }

    /** The bytes, to be saved and not to be shown: a page among them would be one of this server. */
    public void content(Context context) {
        var content = documents.content(Callers.of(context), id(context));
        context.header("Content-Disposition", "attachment")
                .header("Content-Length", Long.toString(content.size()))
                .contentType("application/octet-stream")
                .result(content.bytes());
    }

    /** What is indexed of it, in its order. */
    public void chunks(Context context) {
        var fields = Fields.ofQuery(context);
        var limit = Page.limit(fields);
        var after = fields.optionalText("after");
        fields.done();
        var chunks = documents.chunks(Callers.of(context), id(context));
        Answers.ok(
                context,
                Page.afterOneOf(
                        chunks,
                        after,
                        limit,
                        DocumentJson::of,
                        chunk -> chunk.id().toString()));
    }

    /** Its state, and each change of it, until it is ready, skipped, failed or gone. */
    public void events(Context context) {
        var caller = Callers.of(context);
        var document = documents.document(caller, id(context));
        streams.serve(context, begin -> {
            var stream = begin.stream();
            documents.follow(caller, document.id(), now -> stream.event("document.changed", json(caller, now)));
        });
    }

    public void retry(Context context) {
        var caller = Callers.of(context);
        Answers.send(context, 202, "application/json", json(caller, documents.retry(caller, id(context))));
    }

    public void delete(Context context) {
        documents.delete(Callers.of(context), id(context));
        context.status(204);
    }

    private Json.Obj json(Caller caller, Document document) {
        var names = documents.collections(caller).stream()
                .collect(Collectors.toMap(DocumentCollection::id, DocumentCollection::name));
        return DocumentJson.of(document, names.getOrDefault(document.collection(), ""));
    }

    private static DocumentId id(Context context) {
        return new DocumentId(PathIds.of(context, "document"));
    }
}
