package io.mcpagent.adapter.rest.run;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.adapter.rest.json.PathIds;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.application.run.InboxService;
import io.mcpagent.application.run.RunJson;
import io.mcpagent.application.run.RunService;
import io.mcpagent.domain.run.InputRequestId;

/** The questions of runs to people. */
public final class InboxRoutes {
    private final InboxService inbox;
    private final RunService runs;
    private final Body body;

    public InboxRoutes(InboxService inbox, RunService runs, Body body) {
        this.inbox = inbox;
        this.runs = runs;
        this.body = body;
    }

    public Section section() {
        return new Section(
                "inbox",
                "What runs ask people.",
                Operation.get("/inbox", "listInbox", "Lists what waits for an answer, the oldest first.", this::list)
                        .paged(RunSchemas.INBOX_ENTRY, "InboxPage"),
                Operation.get("/inbox/{id}", "getInboxEntry", "Shows a question of a run.", this::get)
                        .answers(200, RunSchemas.INBOX_ENTRY)
                        .refuses(404),
                Operation.post("/inbox/{id}", "answerInboxEntry", "Answers one; its run goes on.", this::answer)
                        .takes(RunSchemas.INPUT_ANSWER)
                        .answers(200, RunSchemas.RUN)
                        .refuses(404, 409, 422));
    }

    /** The oldest first. */
    private void list(Context context) {
        var fields = Fields.ofQuery(context);
        var limit = Page.limit(fields);
        var after = fields.optionalText("after");
        fields.done();
        Answers.ok(
                context,
                Page.after(
                        inbox.waiting(Callers.of(context)),
                        after,
                        limit,
                        RunJson::of,
                        entry -> entry.request().id().value().toString()));
    }

    private void get(Context context) {
        Answers.ok(context, RunJson.of(inbox.find(Callers.of(context), id(context))));
    }

    /** Takes an answer; whether it is one to the question is found out by whoever takes it. */
    private void answer(Context context) {
        var given = InputAnswers.read(body.fields(context));
        var caller = Callers.of(context);
        Answers.ok(context, RunJson.of(runs.find(caller, inbox.answer(caller, id(context), given))));
    }

    private static InputRequestId id(Context context) {
        return new InputRequestId(PathIds.of(context, "input"));
    }
}
