package io.mcpagent.adapter.rest.document;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.conditional.Conditional;
import io.mcpagent.adapter.rest.conditional.EntityTag;
import io.mcpagent.adapter.rest.idempotency.IdempotencyKeys;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.JsonText;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.adapter.rest.json.PathIds;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.ProblemSchema;
import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.adapter.rest.run.OpenStreams;
import io.mcpagent.application.document.DocumentContent;
import io.mcpagent.application.document.DocumentJson;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.document.KeyedUpload;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import io.mcpagent.domain.json.Json;
import java.util.Map;
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

    public Section section() {
        return new Section(
                "documents",
                "Files that are searched.",
                Operation.get(
                                "/documents",
                                "listDocuments",
                                "Lists the documents of a collection, by name.",
                                this::list)
                        .requires("collection", "The name of the collection.", Schema.filled())
                        .paged(DocumentSchemas.DOCUMENT, "DocumentPage")
                        .refuses(404),
                Operation.post("/documents", "uploadDocument", "Takes a file, which is indexed later.", this::upload)
                        .takes("collection", "Its name, where the form does not have it.", Schema.text())
                        .takesForm(DocumentSchemas.UPLOAD)
                        .creates()
                        .answers(202, DocumentSchemas.DOCUMENT)
                        .refuses(404, 409, 422),
                Operation.get("/documents/{id}", "getDocument", "Shows a document.", this::get)
                        .answers(200, DocumentSchemas.DOCUMENT)
                        .tagged()
                        .refuses(404),
                Operation.delete("/documents/{id}", "deleteDocument", "Deletes an uploaded document.", this::delete)
                        .answers(204)
                        .guarded()
                        .refuses(404, 409),
                Operation.get("/documents/{id}/content", "getContent", "Gives the bytes of a document.", this::content)
                        .answers(200, "application/octet-stream", Schema.anything())
                        .tagged()
                        .refuses(404, 409, 422),
                Operation.get(
                                "/documents/{id}/chunks",
                                "listChunks",
                                "Lists what is indexed of it, in its order.",
                                this::chunks)
                        .paged(DocumentSchemas.CHUNK, "ChunkPage")
                        .refuses(404),
                Operation.get(
                                "/documents/{id}/events",
                                "followDocument",
                                "Follows a document until it is indexed.",
                                this::events)
                        .streams(Map.of("document.changed", DocumentSchemas.DOCUMENT, "problem", ProblemSchema.PROBLEM))
                        .refuses(404),
                Operation.post("/documents/{id}/retry", "retryDocument", "Tries again what failed.", this::retry)
                        .answers(202, DocumentSchemas.DOCUMENT)
                        .refuses(404, 409));
    }

    /** Takes one file, in a form whose {@code collection} comes before the {@code file}; it is taken in later. */
    private void upload(Context context) {
        var caller = Callers.of(context);
        var key = IdempotencyKeys.of(context);
        var form = UploadForm.of(context, limits, name -> documents.checkUpload(caller, name));
        if (key.isPresent()) {
            uploadOnce(context, key.get(), form);
            return;
        }
        var document = documents.upload(caller, form.collection(), form.fileName(), form.file());
        context.header("Location", path(document));
        Answers.send(context, 202, "application/json", DocumentJson.of(document, form.collection()));
    }

    private void uploadOnce(Context context, IdempotencyKey key, UploadForm form) {
        var upload = new KeyedUpload(key, form.collection(), form.fileName(), form.file());
        var answer = documents
                .upload(
                        Callers.of(context),
                        upload,
                        document -> path(document) + "\n" + JsonText.of(DocumentJson.of(document, form.collection())))
                .split("\n", 2);
        context.header("Location", answer[0]);
        Answers.send(context, 202, "application/json", answer[1]);
    }

    private static String path(Document document) {
        return "/api/v1/documents/" + document.id().value();
    }

    /** Those of one collection, by name. */
    private void list(Context context) {
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

    private void get(Context context) {
        var caller = Callers.of(context);
        Conditional.show(context, json(caller, documents.document(caller, id(context))));
    }

    /** The bytes. Those of a file have no tag, as it may be another when its client comes again. */
    private void content(Context context) {
        var content = documents.content(Callers.of(context), id(context));
        try {
            if (content.hash().isPresent())
                Conditional.show(context, EntityTag.of(content.hash().get()), () -> send(context, content));
            else send(context, content);
        } catch (RuntimeException refused) {
            content.close();
            throw refused;
        }
        if (context.statusCode() == 304) content.close();
    }

    /** To be saved and not to be shown: a page among them would be one of this server. */
    private static void send(Context context, DocumentContent content) {
        context.header("Content-Disposition", "attachment")
                .header("Content-Length", Long.toString(content.size()))
                .contentType("application/octet-stream")
                .result(content.bytes());
    }

    /** What is indexed of it, in its order. */
    private void chunks(Context context) {
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
    private void events(Context context) {
        var caller = Callers.of(context);
        var document = documents.document(caller, id(context));
        streams.serve(context, begin -> {
            var stream = begin.stream();
            documents.follow(caller, document.id(), now -> stream.event("document.changed", json(caller, now)));
        });
    }

    private void retry(Context context) {
        var caller = Callers.of(context);
        Answers.send(context, 202, "application/json", json(caller, documents.retry(caller, id(context))));
    }

    private void delete(Context context) {
        var caller = Callers.of(context);
        documents.delete(
                caller, id(context), Conditional.expected(context, (Document document) -> json(caller, document)));
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
