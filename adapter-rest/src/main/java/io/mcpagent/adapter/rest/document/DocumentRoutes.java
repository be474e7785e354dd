package io.mcpagent.adapter.rest.document;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.failure.Refusal;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.Ids;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.adapter.rest.json.Paths;
import io.mcpagent.application.document.DocumentJson;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;

/** Documents: uploaded, looked at, and forgotten. */
public final class DocumentRoutes {
    private static final String PATH = "/api/v1/documents/";

    private final DocumentService documents;

    public DocumentRoutes(DocumentService documents) {
        this.documents = documents;
    }

    /** Those of {@code collection}, by name. */
    public void list(Context context) {
        var fields = Fields.ofQuery(context);
        var collection = fields.text("collection");
        var page = Page.of(fields);
        fields.done();
        var all = documents.documents(Callers.of(context), collection).stream()
                .map(document -> DocumentJson.of(document, collection))
                .toList();
        Answers.list(context, page, behind(all, page), "document");
    }

    private static List<Json.Obj> behind(List<Json.Obj> all, Page page) {
        return page.after()
                .map(last -> all.stream()
                        .dropWhile(each -> !each.get("document").equals(Optional.of(Json.of(last))))
                        .skip(1)
                        .toList())
                .orElse(all);
    }

    /** A form of several parts ({@code multipart/form-data}), of which the one with a file name is the document. */
    public void upload(Context context) {
        var caller = Callers.of(context);
        var form = UploadForm.of(context);
        var document = documents.upload(caller, form.collection(), form.name(), form.content());
        form.requireEnd();
        Answers.accepted(context, PATH + document.id().value(), DocumentJson.of(document, form.collection()));
    }

    public void show(Context context) {
        var document = documents.document(Callers.of(context), id(context));
        Answers.ok(context, json(Callers.of(context), document));
    }

    private Json.Obj json(Caller caller, Document document) {
        var collection = documents.collections(caller).stream()
                .filter(known -> known.id().equals(document.collection()))
                .findFirst()
                .map(DocumentCollection::name)
                .orElseThrow(() -> Refusal.of(404, "document_not_found", "The document's collection is gone."));
        return DocumentJson.of(document, collection);
    }

    public void delete(Context context) {
        documents.delete(Callers.of(context), id(context));
        context.status(204);
    }

    /** The bytes, never to be shown in place: whoever uploaded them may have written a page. */
    public void content(Context context) {
        var content = documents.content(Callers.of(context), id(context));
        context.contentType("application/octet-stream")
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + fileName(content.document()))
                .header("X-Content-Type-Options", "nosniff")
                .result(content.bytes());
    }

    private static String fileName(Document document) {
        var name = document.name().substring(document.name().lastIndexOf('/') + 1);
        return Paths.segment(name);
    }

    public void chunks(Context context) {
        Answers.list(
                context,
                documents.chunks(Callers.of(context), id(context)).stream()
                        .map(DocumentJson::of)
                        .toList(),
                "chunk_id");
    }

    public void retry(Context context) {
        var queued = documents.retry(Callers.of(context), id(context));
        Answers.accepted(context, PATH + queued.id().value(), json(Callers.of(context), queued));
    }

    private static DocumentId id(Context context) {
        return new DocumentId(Ids.of(context, "document"));
    }
}
