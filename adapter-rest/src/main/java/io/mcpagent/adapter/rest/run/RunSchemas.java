package io.mcpagent.adapter.rest.run;

import io.mcpagent.adapter.rest.agent.AgentSchemas;
import io.mcpagent.adapter.rest.openapi.ProblemSchema;
import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.run.RunEvent.BudgetStopped.Limit;
import io.mcpagent.domain.run.RunSummary;
import io.mcpagent.domain.tool.ToolEffect;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs, their events and their questions as {@code RunJson} and {@code RunEventJson} write them. */
public final class RunSchemas {
    private static final Schema PLACE = Schema.object()
            .with("unit", Schema.words("page", "line"))
            .with("first", Schema.count())
            .with("last", Schema.count())
            .named("Place");
    private static final Schema USAGE = Schema.object()
            .with("input_tokens", Schema.count())
            .with("output_tokens", Schema.count())
            .named("TokenUsage");
    public static final Schema CITATION = Schema.object()
            .with("document_id", Schema.id())
            .with("generation", Schema.count())
            .with("ordinal", Schema.count())
            .with("number", Schema.count().about("The n of `[n]` in the answer."))
            .with("document", Schema.text())
            .with("location", Schema.text())
            .with("place", PLACE)
            .with("quote", Schema.text())
            .with("score", Schema.number())
            .named("Citation");
    private static final Schema SHOWN_PASSAGE = Schema.object()
            .with("document_id", Schema.id())
            .with("generation", Schema.count())
            .with("ordinal", Schema.count())
            .with("document", Schema.text())
            .with("language", Schema.text())
            .with("start", Schema.count())
            .with("end", Schema.count())
            .with("location", PLACE)
            .with("headings", Schema.listOf(Schema.text()))
            .with("text", Schema.text())
            .with(
                    "scores",
                    Schema.object()
                            .with("fused", Schema.number())
                            .optional("vector", Schema.number())
                            .optional("keyword", Schema.number()))
            .about("As the model was shown it.")
            .named("ShownPassage");
    private static final Schema CALL_MEMBERS = Schema.object()
            .with("call_id", Schema.text())
            .with("tool", Schema.text())
            .with("arguments", Schema.anything());
    private static final Schema INPUT = CALL_MEMBERS
            .with("input_id", Schema.id())
            .with("ask", Schema.words("unknown_outcome", "approve_call", "form", "visit", "sample"))
            .optional("expires_at", Schema.time().about("When the run goes on without an answer."))
            .optional("reason", Schema.text().about("Why the call is to be approved."))
            .optional("message", Schema.text().about("The tool's, with a form or an address."))
            .optional("schema", Schema.anyObject().about("Of a form: an object of plain fields, as JSON Schema."))
            .optional("url", Schema.text().about("For the person to open, and nobody else."))
            .optional(
                    "request", Schema.anyObject().about("What the tool asks a model: `sampling/createMessage` of MCP."))
            .optional("round", Schema.count().about("How often the call had asked before."))
            .optional("key", Schema.text())
            .optional("state", Schema.text().about("The tool's own."));
    private static final Schema ANSWERS =
            Schema.words("call_again", "take_as_done", "approve", "refuse", "fill", "visited");

    private static final String ANSWERED_BY =
            "An unknown_outcome by call_again or take_as_done; an approve_call and a sample"
                    + " by approve or refuse; a form by fill or refuse; a visit by visited or refuse.";

    public static final Schema RUN = Schema.object()
            .with("id", Schema.id())
            .with("session_id", Schema.id())
            .with("question", Schema.text())
            .with("status", Schema.words(RunSummary.Status.class))
            .with("last_seq", Schema.count())
            .with("started_at", Schema.time())
            .with("updated_at", Schema.time())
            .named("Run");
    static final Schema INBOX_ENTRY = Schema.object()
            .with("id", Schema.id())
            .with("run_id", Schema.id())
            .with("asked_at", Schema.time())
            .with("request", INPUT.named("InputRequest"))
            .named("InboxEntry");
    static final Schema INPUT_ANSWER = Schema.object()
            .with("answer", ANSWERS.about(ANSWERED_BY))
            .optional("note", Schema.filled().about("For the model, with `take_as_done` and `refuse` alone."))
            .optional(
                    "arguments",
                    Schema.anyObject().about("In the place of the model's, with `approve` of a call alone."))
            .optional("content", Schema.anyObject().about("The form's fields, with `fill` alone."))
            .named("InputAnswer");

    /** What a run that was waited for is answered with: its last event. */
    public static final Schema ANSWER = event(Schema.object()
                    .with("answer", Schema.text())
                    .with("answered", Schema.flag().about("False when nothing was found."))
                    .with("citations", Schema.listOf(CITATION))
                    .with("usage", USAGE))
            .named("Answer");

    private static final Schema TEXT_DELTA = Schema.object()
            .with("run_id", Schema.id())
            .with("text", Schema.text())
            .named("TextDeltaEvent");
    /** The data of each event of a run's stream, by its name. */
    public static final Map<String, Schema> STREAM = stream();

    private RunSchemas() {}

    private static Schema event(Schema payload) {
        return payload.with("session_id", Schema.id())
                .with("run_id", Schema.id())
                .with("seq", Schema.count())
                .with("at", Schema.time());
    }

    private static Map<String, Schema> stream() {
        var all = new LinkedHashMap<String, Schema>();
        payloads().forEach((name, payload) -> all.put(name, event(payload).named(eventName(name))));
        all.put("text.delta", TEXT_DELTA);
        all.put("answer.completed", ANSWER);
        all.put("problem", ProblemSchema.PROBLEM);
        return Collections.unmodifiableMap(all);
    }

    /** Of {@code run.started}, {@code RunStartedEvent}. */
    private static String eventName(String name) {
        return Arrays.stream(name.split("\\.", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("", "", "Event"));
    }

    private static Map<String, Schema> payloads() {
        var all = new LinkedHashMap<String, Schema>();
        all.put("run.started", started());
        all.put(
                "agent.selected",
                Schema.object().with("agent", AgentSchemas.RUNNING).with("reason", Schema.text()));
        all.put(
                "question.rewritten",
                Schema.object()
                        .with("question", Schema.text())
                        .with("by", Schema.text())
                        .with("usage", USAGE));
        all.put("passages.retrieved", Schema.object().with("passages", Schema.listOf(SHOWN_PASSAGE)));
        all.put("model.called", Schema.object().with("model", Schema.text()));
        all.put("text.reset", Schema.object().with("replaces", Schema.count()));
        all.put(
                "model.replied",
                Schema.object()
                        .with("text", Schema.text())
                        .with("calls", Schema.listOf(CALL_MEMBERS))
                        .with("usage", USAGE));
        all.put("tool.requested", CALL_MEMBERS.with("effect", Schema.words(ToolEffect.class)));
        all.put(
                "tool.finished",
                Schema.object()
                        .with("call_id", Schema.text())
                        .optional("text", Schema.text())
                        .optional("passages", Schema.listOf(SHOWN_PASSAGE))
                        .optional("error", Schema.text()));
        all.put("input.requested", INPUT);
        all.put(
                "input.answered",
                Schema.object()
                        .with("input_id", Schema.id())
                        .with(
                                "answer",
                                Schema.words(
                                        "call_again",
                                        "take_as_done",
                                        "approve",
                                        "refuse",
                                        "fill",
                                        "visited",
                                        "expired",
                                        "not_asked"))
                        .optional("note", Schema.text())
                        .optional("arguments", Schema.anyObject())
                        .optional("content", Schema.anyObject())
                        .optional("reason", Schema.text().about("Why nobody was asked.")));
        all.put(
                "model.sampled",
                Schema.object()
                        .with("input_id", Schema.id())
                        .with("message", Schema.anyObject().about("As `sampling/createMessage` of MCP is answered."))
                        .with("usage", USAGE));
        all.put(
                "run.tainted",
                Schema.object()
                        .with("origin", Schema.words(Origin.class).about("Of the first text that nobody vouches for."))
                        .with("source", Schema.text()));
        all.put(
                "tools.offered",
                Schema.object()
                        .with("tools", Schema.listOf(Schema.text()).about("Offered to the model from here on too."))
                        .with("of", Schema.count().about("How many tools the agent had.")));
        all.put(
                "result.kept",
                Schema.object()
                        .with("call_id", Schema.text().about("Whose result was too long to be shown whole."))
                        .with("length", Schema.count().about("In UTF-16 code units.")));
        all.put("budget.stopped", Schema.object().with("limit", Schema.words(Limit.class)));
        all.put(
                "run.failed",
                Schema.object()
                        .with("code", Schema.text())
                        .with("message", Schema.text())
                        .with("retryable", Schema.flag())
                        .optional("retry_after_ms", Schema.count()));
        for (var bare : List.of("run.parked", "run.resumed", "cancel.requested", "run.cancelled"))
            all.put(bare, Schema.object());
        return all;
    }

    private static Schema started() {
        var turn = Schema.object()
                .with("question", Schema.text())
                .with("answer", Schema.text())
                .optional("tainted", Schema.flag().about("Whether it was made of text that nobody vouches for."));
        var trace = Schema.object().with("traceparent", Schema.text()).optional("tracestate", Schema.text());
        return Schema.object()
                .with("owner", Schema.text())
                .with("question", Schema.text())
                .with("collections", Schema.listOf(Schema.id()))
                .with("history", Schema.listOf(turn))
                .optional(
                        "scopes",
                        Schema.listOf(Schema.words(Permission.class)).about("Of the API key it was asked with."))
                .optional("trace", trace.about("Of whoever asked, passed on to tool servers."));
    }
}
