package io.mcpagent.adapter.rest.document;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.conditional.Conditional;
import io.mcpagent.adapter.rest.idempotency.CreatedOnce;
import io.mcpagent.adapter.rest.idempotency.CreatedOnce.Creation;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.application.document.DocumentJson;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.transaction.Expected;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.Language;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The named sets that documents are in. */
public final class CollectionRoutes {
    private final DocumentService documents;
    private final Body body;
    private final CreatedOnce once;

    public CollectionRoutes(DocumentService documents, Body body, CreatedOnce once) {
        this.documents = documents;
        this.body = body;
        this.once = once;
    }

    public Section section() {
        return new Section(
                "collections",
                "The named sets that documents are in.",
                Operation.get("/collections", "listCollections", "Lists collections, by name.", this::list)
                        .paged(DocumentSchemas.COLLECTION, "CollectionPage"),
                Operation.post("/collections", "createCollection", "Makes a collection to upload to.", this::create)
                        .takes(DocumentSchemas.COLLECTION_DEFINITION)
                        .creates(DocumentSchemas.COLLECTION)
                        .refuses(409, 422),
                Operation.get("/collections/{name}", "getCollection", "Shows a collection.", this::get)
                        .answers(200, DocumentSchemas.COLLECTION)
                        .tagged()
                        .refuses(404),
                Operation.delete(
                                "/collections/{name}",
                                "deleteCollection",
                                "Deletes a collection and its documents.",
                                this::delete)
                        .answers(204)
                        .guarded()
                        .refuses(404));
    }

    /** By name. */
    private void list(Context context) {
        var fields = Fields.ofQuery(context);
        var limit = Page.limit(fields);
        var after = fields.optionalText("after");
        fields.done();
        Answers.ok(
                context,
                Page.afterKey(
                        documents.collections(Callers.of(context)),
                        after,
                        limit,
                        DocumentJson::of,
                        DocumentCollection::name));
    }

    /** One to upload to. */
    private void create(Context context) {
        var fields = body.fields(context);
        var name = fields.text("name");
        var language = language(fields);
        fields.done();
        var caller = Callers.of(context);
        once.answer(
                context,
                Permission.WRITE,
                () -> {
                    var made = documents.createCollection(caller, name, language);
                    var path = URLEncoder.encode(made.name(), StandardCharsets.UTF_8)
                            .replace("+", "%20");
                    return new Creation("/api/v1/collections/" + path, DocumentJson.of(made));
                },
                "createCollection",
                fields.canonical());
    }

    private void get(Context context) {
        Conditional.show(context, DocumentJson.of(documents.collection(Callers.of(context), name(context))));
    }

    private void delete(Context context) {
        Expected<DocumentCollection> expected = Conditional.expected(context, DocumentJson::of);
        documents.deleteCollection(Callers.of(context), name(context), expected);
        context.status(204);
    }

    private static Optional<Language> language(Fields fields) {
        try {
            return fields.optionalText("language").map(Language::named);
        } catch (IllegalArgumentException wrong) {
            fields.add("language", String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    private static String name(Context context) {
        return context.pathParam("name");
    }
}
