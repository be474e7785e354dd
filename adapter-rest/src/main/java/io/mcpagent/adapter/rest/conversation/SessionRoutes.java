package io.mcpagent.adapter.rest.conversation;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.conditional.Conditional;
import io.mcpagent.adapter.rest.idempotency.CreatedOnce;
import io.mcpagent.adapter.rest.idempotency.CreatedOnce.Creation;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.adapter.rest.json.PathIds;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.application.conversation.ConversationJson;
import io.mcpagent.application.conversation.ConversationMarkdown;
import io.mcpagent.application.conversation.ConversationService;
import io.mcpagent.application.transaction.Expected;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.MessageId;

/** Conversations, which the API calls sessions. */
public final class SessionRoutes {
    private final ConversationService conversations;
    private final Body body;
    private final CreatedOnce once;

    public SessionRoutes(ConversationService conversations, Body body, CreatedOnce once) {
        this.conversations = conversations;
        this.body = body;
        this.once = once;
    }

    private enum Format {
        JSON,
        MARKDOWN
    }

    public Section section() {
        return new Section(
                "sessions",
                "Conversations.",
                Operation.get("/sessions", "listSessions", "Lists sessions, the last used first.", this::list)
                        .pagedById(ConversationSchemas.SESSION, "SessionPage")
                        .refuses(404),
                Operation.get("/sessions/{id}", "getSession", "Shows a session.", this::get)
                        .answers(200, ConversationSchemas.SESSION)
                        .tagged()
                        .refuses(404),
                Operation.patch("/sessions/{id}", "renameSession", "Gives a session another title.", this::rename)
                        .takes(ConversationSchemas.CHANGE)
                        .answers(200, ConversationSchemas.SESSION)
                        .tagsTheChanged()
                        .refuses(404, 422),
                Operation.delete("/sessions/{id}", "deleteSession", "Deletes a session and its runs.", this::delete)
                        .answers(204)
                        .guarded()
                        .refuses(404, 409),
                Operation.get(
                                "/sessions/{id}/messages",
                                "listMessages",
                                "Lists what was said, in its order.",
                                this::messages)
                        .paged(ConversationSchemas.MESSAGE, "MessagePage")
                        .refuses(404),
                Operation.get(
                                "/sessions/{id}/export",
                                "exportSession",
                                "Gives a session with its citations.",
                                this::export)
                        .takes("format", "As JSON or as a text.", Schema.words(Format.class))
                        .answers(200, ConversationSchemas.EXPORT)
                        .answers(200, "text/markdown", Schema.text())
                        .refuses(404),
                Operation.post(
                                "/sessions/{id}/fork",
                                "forkSession",
                                "Begins another session with its messages.",
                                this::fork)
                        .mayTake(ConversationSchemas.FORK)
                        .creates(ConversationSchemas.SESSION)
                        .refuses(404));
    }

    /** The last used first. */
    private void list(Context context) {
        var fields = Fields.ofQuery(context);
        var limit = Page.limit(fields);
        var after = fields.optionalId("after").map(ConversationId::new);
        fields.done();
        var found = conversations.conversations(Callers.of(context), after, limit + 1);
        Answers.ok(
                context,
                Page.of(
                        found,
                        limit,
                        ConversationJson::of,
                        one -> one.id().value().toString()));
    }

    private void get(Context context) {
        Conditional.show(context, ConversationJson.of(conversations.find(Callers.of(context), id(context))));
    }

    private void rename(Context context) {
        var fields = body.fields(context);
        var title = fields.text("title");
        fields.done();
        var renamed = conversations.rename(Callers.of(context), id(context), title, expected(context));
        Conditional.changed(context, ConversationJson.of(renamed));
    }

    private void delete(Context context) {
        conversations.delete(Callers.of(context), id(context), expected(context));
        context.status(204);
    }

    /** In the order in which they were said. */
    private void messages(Context context) {
        var fields = Fields.ofQuery(context);
        var limit = Page.limit(fields);
        var after = fields.optionalText("after");
        fields.done();
        var messages = conversations.messages(Callers.of(context), id(context));
        Answers.ok(
                context,
                Page.afterOneOf(
                        messages,
                        after,
                        limit,
                        ConversationJson::of,
                        one -> one.id().value().toString()));
    }

    private void export(Context context) {
        var fields = Fields.ofQuery(context);
        var format = fields.oneOf("format", Format.class, Format.JSON);
        fields.done();
        var export = conversations.export(Callers.of(context), id(context));
        switch (format) {
            case JSON -> Answers.ok(context, ConversationJson.of(export));
            case MARKDOWN ->
                context.contentType("text/markdown; charset=utf-8").result(ConversationMarkdown.of(export));
        }
    }

    /** Begins another with the messages up to one, or with all. */
    private void fork(Context context) {
        var fields = body.fieldsIfAny(context);
        var upTo = fields.optionalId("up_to").map(MessageId::new);
        fields.done();
        var caller = Callers.of(context);
        // Before the transaction: whoever may not is told, and that is recorded.
        var origin = conversations.find(caller, id(context)).id();
        once.answer(
                context,
                Permission.ASK,
                () -> {
                    var fork = conversations.fork(caller, origin, upTo);
                    return new Creation("/api/v1/sessions/" + fork.id().value(), ConversationJson.of(fork));
                },
                "forkSession",
                origin.value().toString(),
                fields.canonical());
    }

    private static Expected<Conversation> expected(Context context) {
        return Conditional.expected(context, ConversationJson::of);
    }

    private static ConversationId id(Context context) {
        return new ConversationId(PathIds.of(context, "session"));
    }
}
