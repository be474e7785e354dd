package io.mcpagent.adapter.rest.document;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.json.Paths;
import io.mcpagent.application.document.DocumentJson;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.domain.document.Language;

/** Collections: those that follow a folder, which the command line makes, and those that are uploaded to. */
public final class CollectionRoutes {
    private final DocumentService documents;
    private final Body body;

    public CollectionRoutes(DocumentService documents, Body body) {
        this.documents = documents;
        this.body = body;
    }

    public void list(Context context) {
        Answers.list(
                context,
                documents.collections(Callers.of(context)).stream()
                        .map(DocumentJson::of)
                        .toList(),
                "collection");
    }

    /** By a body: {@code name}, {@code language}. */
    public void create(Context context) {
        var fields = body.fields(context);
        var name = fields.text("name");
        var language = fields.optionalText("language");
        fields.done();
        var made = documents.createCollection(Callers.of(context), name, language.map(Language::new));
        Answers.created(context, "/api/v1/collections/" + Paths.segment(made.name()), DocumentJson.of(made));
    }

    public void show(Context context) {
        Answers.ok(context, DocumentJson.of(documents.collection(Callers.of(context), context.pathParam("name"))));
    }

    public void delete(Context context) {
        documents.deleteCollection(Callers.of(context), context.pathParam("name"));
        context.status(204);
    }
}
