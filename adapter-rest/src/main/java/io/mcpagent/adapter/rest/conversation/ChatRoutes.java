package io.mcpagent.adapter.rest.conversation;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.failure.Failures;
import io.mcpagent.adapter.rest.failure.Refusal;
import io.mcpagent.adapter.rest.idempotency.IdempotencyKeys;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.adapter.rest.run.EventStream.ClientGone;
import io.mcpagent.adapter.rest.run.OpenStreams;
import io.mcpagent.adapter.rest.run.RunSchemas;
import io.mcpagent.adapter.rest.run.StreamedRun;
import io.mcpagent.adapter.rest.telemetry.TraceHeaders;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.conversation.AskResult;
import io.mcpagent.application.conversation.ChatService;
import io.mcpagent.application.run.RunJson;
import io.mcpagent.application.run.RunService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.RunEnd;
import io.mcpagent.domain.run.RunSummary;
import io.mcpagent.domain.run.StreamPosition;
import java.util.Optional;
import java.util.Set;

/** Asking. The run goes on whatever becomes of the client, unless it asked for the contrary. */
public final class ChatRoutes {
    private final ChatService chat;
    private final RunService runs;
    private final OpenStreams streams;
    private final Body body;

    public ChatRoutes(ChatService chat, RunService runs, OpenStreams streams, Body body) {
        this.chat = chat;
        this.runs = runs;
        this.streams = streams;
        this.body = body;
    }

    public Section section() {
        return new Section(
                "chat",
                "Asking.",
                Operation.post(
                                "/chat",
                                "ask",
                                "Asks an agent; a stream where `Accept` has text/event-stream.",
                                this::ask)
                        .takes(ConversationSchemas.QUESTION)
                        .creates()
                        .asks()
                        .answers(200, RunSchemas.ANSWER)
                        .streams(RunSchemas.STREAM)
                        .answers(202, RunSchemas.RUN)
                        .refuses(404, 409, 422, 429, 502));
    }

    /** Events where the client takes a stream, else one answer; 202 and the run when it waits for a person. */
    private void ask(Context context) {
        var fields = body.fields(context);
        var request = new AskRequest(
                fields.text("message"),
                Set.copyOf(fields.texts("collections")),
                fields.optionalText("agent").map(AgentName::new),
                fields.optionalText("model"),
                fields.optionalId("session_id").map(ConversationId::new),
                IdempotencyKeys.of(context),
                TraceHeaders.of(context));
        var cancels = fields.flag("cancel_on_disconnect", false);
        fields.done();
        var caller = Callers.of(context);
        if (takesStream(context)) stream(context, caller, request, cancels);
        else answer(context, caller, chat.await(caller, request));
    }

    private static boolean takesStream(Context context) {
        return Optional.ofNullable(context.header("Accept")).orElse("").contains("text/event-stream");
    }

    private void stream(Context context, Caller caller, AskRequest request, boolean cancels) {
        streams.serve(context, begin -> {
            var asked = chat.begin(caller, request);
            try {
                var patience = cancels ? StreamedRun.WATCHFUL : StreamedRun.AWAKE;
                var follower = new StreamedRun(begin.stream(), asked.run(), asked.conversation(), patience, true);
                runs.follow(caller, asked.run(), StreamPosition.START, follower);
            } catch (ClientGone gone) {
                if (cancels) runs.cancel(caller, asked.run());
                throw gone;
            }
        });
    }

    private void answer(Context context, Caller caller, AskResult asked) {
        asked.end()
                .ifPresentOrElse(
                        end -> ended(context, asked, end), () -> waits(context, runs.find(caller, asked.run())));
    }

    private static void waits(Context context, RunSummary run) {
        context.header("Location", "/api/v1/runs/" + run.id().value());
        Answers.send(context, 202, "application/json", RunJson.of(run));
    }

    private static void ended(Context context, AskResult asked, RunEnd end) {
        switch (end) {
            case RunEvent.AnswerCompleted completed ->
                Answers.ok(context, StreamedRun.inSession(asked.events().getLast(), asked.conversation()));
            case RunEvent.RunFailed failed -> throw new Refusal(Failures.of(asked.run(), failed));
            case RunEvent.RunCancelled cancelled ->
                throw Refusal.of(409, "run_cancelled", "The run " + asked.run().value() + " was cancelled.");
        }
    }
}
