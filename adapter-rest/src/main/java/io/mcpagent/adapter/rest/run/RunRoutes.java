package io.mcpagent.adapter.rest.run;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.adapter.rest.json.PathIds;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.application.run.RunJson;
import io.mcpagent.application.run.RunService;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.StreamPosition;
import java.util.Optional;

/** Runs: those that were, those that are, and what happens in one. */
public final class RunRoutes {
    private final RunService runs;
    private final OpenStreams streams;

    public RunRoutes(RunService runs, OpenStreams streams) {
        this.runs = runs;
        this.streams = streams;
    }

    public Section section() {
        return new Section(
                "runs",
                "What becomes of a question.",
                Operation.get("/runs", "listRuns", "Lists runs, the newest first.", this::list)
                        .pagedById(RunSchemas.RUN, "RunPage")
                        .refuses(404),
                Operation.get("/runs/{id}", "getRun", "Shows a run.", this::get)
                        .answers(200, RunSchemas.RUN)
                        .refuses(404),
                Operation.get(
                                "/runs/{id}/events",
                                "followRun",
                                "Streams what happened in it, and what happens.",
                                this::events)
                        .takes("after", "The last id that was seen.", Schema.filled())
                        .takesHeader("Last-Event-ID", "The same, as browsers send it.", Schema.text())
                        .streams(RunSchemas.STREAM)
                        .answers(204)
                        .refuses(404, 422),
                Operation.post("/runs/{id}/cancel", "cancelRun", "Cancels a run.", this::cancel)
                        .answers(200, RunSchemas.RUN)
                        .refuses(404, 409));
    }

    /** The newest first. */
    private void list(Context context) {
        var fields = Fields.ofQuery(context);
        var limit = Page.limit(fields);
        var after = fields.optionalId("after").map(RunId::new);
        fields.done();
        var found = runs.runs(Callers.of(context), after, limit + 1);
        Answers.ok(
                context,
                Page.of(found, limit, RunJson::of, run -> run.id().value().toString()));
    }

    private void get(Context context) {
        Answers.ok(context, RunJson.of(runs.find(Callers.of(context), id(context))));
    }

    private void cancel(Context context) {
        Answers.ok(context, RunJson.of(runs.cancel(Callers.of(context), id(context))));
    }

    /**
     * What happened behind the place that the client names, and what happens from then on. For a run that has ended and
     * whose end the client has, there is no answer, so that a browser does not come back.
     */
    private void events(Context context) {
        var caller = Callers.of(context);
        var fields = Fields.ofQuery(context);
        var after = fields.optionalText("after");
        fields.done();
        var position = Optional.ofNullable(context.header("Last-Event-ID"))
                .filter(id -> !id.isBlank())
                .or(() -> after)
                .map(StreamPosition::parse)
                .orElse(StreamPosition.START);
        var run = runs.find(caller, id(context));
        if (run.status().isEnd() && position.seq() == run.lastSeq()) context.status(204);
        else
            streams.serve(context, begin -> {
                // Before the stream begins, so that it is refused with a status.
                run.reached(position);
                var follower = new StreamedRun(begin.stream(), run.id(), run.conversation(), StreamedRun.AWAKE, false);
                runs.follow(caller, run.id(), position, follower);
            });
    }

    private static RunId id(Context context) {
        return new RunId(PathIds.of(context, "run"));
    }
}
