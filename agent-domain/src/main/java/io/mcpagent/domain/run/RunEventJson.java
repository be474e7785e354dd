package io.mcpagent.domain.run;

import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.run.RunEvent.AgentSelected;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.BudgetStopped;
import io.mcpagent.domain.run.RunEvent.BudgetStopped.Limit;
import io.mcpagent.domain.run.RunEvent.CancelRequested;
import io.mcpagent.domain.run.RunEvent.InputAnswered;
import io.mcpagent.domain.run.RunEvent.InputRequested;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.ModelCalled;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.ModelSampled;
import io.mcpagent.domain.run.RunEvent.PassagesRetrieved;
import io.mcpagent.domain.run.RunEvent.QuestionRewritten;
import io.mcpagent.domain.run.RunEvent.ResultKept;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunFailed;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunEvent.RunResumed;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunEvent.RunTainted;
import io.mcpagent.domain.run.RunEvent.ToolFinished;
import io.mcpagent.domain.run.RunEvent.ToolRequested;
import io.mcpagent.domain.run.RunEvent.ToolsOffered;
import io.mcpagent.domain.telemetry.TraceContext;
import io.mcpagent.domain.tool.ToolEffect;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Events as they are stored and streamed: a dotted kind, a version, and a payload in snake_case. */
public final class RunEventJson {
    /** Of every kind so far. It grows when a payload changes in a way that old readers would misunderstand. */
    public static final int VERSION = 1;

    private RunEventJson() {}

    public static String kind(RunEvent event) {
        return switch (event) {
            case RunStarted started -> "run.started";
            case AgentSelected selected -> "agent.selected";
            case QuestionRewritten rewritten -> "question.rewritten";
            case PassagesRetrieved retrieved -> "passages.retrieved";
            case ModelCalled called -> "model.called";
            case ModelReplied replied -> "model.replied";
            case ModelAbandoned abandoned -> "model.abandoned";
            case ToolRequested requested -> "tool.requested";
            case ToolFinished finished -> "tool.finished";
            case InputRequested requested -> "input.requested";
            case InputAnswered answered -> "input.answered";
            case ModelSampled sampled -> "model.sampled";
            case RunTainted tainted -> "run.tainted";
            case ToolsOffered offered -> "tools.offered";
            case ResultKept kept -> "result.kept";
            case RunParked parked -> "run.parked";
            case RunResumed resumed -> "run.resumed";
            case BudgetStopped stopped -> "budget.stopped";
            case AnswerCompleted completed -> "answer.completed";
            case RunFailed failed -> "run.failed";
            case CancelRequested asked -> "cancel.requested";
            case RunCancelled cancelled -> "run.cancelled";
        };
    }

    public static Json.Obj payload(RunEvent event) {
        return switch (event) {
            case RunStarted started -> started(started);
            case AgentSelected(var agent, var reason) ->
                Json.object().with("agent", AgentJson.of(agent)).with("reason", Json.of(reason));
            case QuestionRewritten(var question, var by, var usage) ->
                Json.object()
                        .with("question", Json.of(question))
                        .with("by", Json.of(by))
                        .with("usage", usage(usage));
            case PassagesRetrieved(var passages) ->
                Json.object()
                        .with(
                                "passages",
                                Json.array(
                                        passages.stream().map(PassageJson::of).toList()));
            case ModelCalled(var model) -> Json.object().with("model", Json.of(model));
            case ModelReplied(var text, var calls, var usage) ->
                Json.object()
                        .with("text", Json.of(text))
                        .with(
                                "calls",
                                Json.array(calls.stream().map(ToolJson::of).toList()))
                        .with("usage", usage(usage));
            case ToolRequested(var call, var effect) ->
                ToolJson.of(call).with("effect", Json.of(effect.name().toLowerCase(Locale.ROOT)));
            case ToolFinished(var id, var outcome) -> ToolJson.of(outcome).with("call_id", Json.of(id));
            case InputRequested(var request) -> InputJson.of(request);
            case InputAnswered(var request, var answer) ->
                InputJson.of(answer).with("input_id", Json.of(request.value().toString()));
            case ModelSampled(var request, var message, var usage) ->
                Json.object()
                        .with("input_id", Json.of(request.value().toString()))
                        .with("message", message)
                        .with("usage", usage(usage));
            case RunTainted(var origin, var source) ->
                Json.object()
                        .with("origin", Json.of(origin.name().toLowerCase(Locale.ROOT)))
                        .with("source", Json.of(source));
            case ToolsOffered(var tools, var of) ->
                Json.object()
                        .with("tools", Json.array(tools.stream().map(Json::of).toList()))
                        .with("of", Json.of(of));
            case ResultKept(var id, var length) ->
                Json.object().with("call_id", Json.of(id)).with("length", Json.of(length));
            case RunParked parked -> Json.object();
            case RunResumed resumed -> Json.object();
            case BudgetStopped(var limit) ->
                Json.object().with("limit", Json.of(limit.name().toLowerCase(Locale.ROOT)));
            case ModelAbandoned(var replaces) -> Json.object().with("replaces", Json.of(replaces));
            case AnswerCompleted completed -> completed(completed);
            case RunFailed failed -> failed(failed);
            case CancelRequested asked -> Json.object();
            case RunCancelled cancelled -> Json.object();
        };
    }

    /**
     * Reads what {@link #kind} and {@link #payload} wrote; unknown fields are passed over.
     *
     * @throws UpstreamFailure with code {@code newer_version_needed} for what only a newer binary can read,
     *     {@code run_log_damaged} for what none wrote
     */
    public static RunEvent read(String kind, int version, Json.Obj payload) {
        if (version > VERSION) throw newer("version " + version + " of the run event " + kind);
        try {
            return read(kind, new JsonFields(payload));
        } catch (IllegalArgumentException | ArithmeticException impossible) {
            throw new UpstreamFailure(
                    "run_log_damaged",
                    "The run event " + kind + " in the log holds an impossible value; restore the database from a"
                            + " backup.",
                    false,
                    impossible);
        }
    }

    private static RunEvent read(String kind, JsonFields in) {
        return switch (kind) {
            case "run.started" ->
                new RunStarted(
                        new ConversationId(in.uuid("session_id")),
                        new UserId(in.string("owner")),
                        in.string("question"),
                        in.strings("collections").stream()
                                .map(id -> new CollectionId(UUID.fromString(id)))
                                .collect(Collectors.toSet()),
                        in.has("history")
                                ? in.objects("history").stream()
                                        .map(RunEventJson::turn)
                                        .toList()
                                : List.of(),
                        in.has("scopes") ? Optional.of(scopes(in)) : Optional.empty(),
                        in.has("trace") ? Optional.of(trace(in.object("trace"))) : Optional.empty());
            case "agent.selected" -> new AgentSelected(AgentJson.read(in.object("agent")), in.string("reason"));
            case "passages.retrieved" ->
                new PassagesRetrieved(
                        in.objects("passages").stream().map(PassageJson::read).toList());
            case "model.called" -> new ModelCalled(in.string("model"));
            case "model.replied" ->
                new ModelReplied(
                        in.string("text"),
                        in.has("calls")
                                ? in.objects("calls").stream()
                                        .map(ToolJson::call)
                                        .toList()
                                : List.of(), // as logged before there were tools
                        usage(in.object("usage")));
            case "model.abandoned" -> new ModelAbandoned(in.integer("replaces"));
            case "tool.requested" ->
                new ToolRequested(
                        ToolJson.call(in),
                        ToolEffect.valueOf(in.string("effect").toUpperCase(Locale.ROOT)));
            case "tool.finished" -> new ToolFinished(in.string("call_id"), ToolJson.outcome(in));
            case "input.requested" -> new InputRequested(InputJson.request(in));
            case "input.answered" -> new InputAnswered(new InputRequestId(in.uuid("input_id")), InputJson.answer(in));
            case "model.sampled" ->
                new ModelSampled(
                        new InputRequestId(in.uuid("input_id")),
                        in.object("message").object(),
                        usage(in.object("usage")));
            case "run.tainted" ->
                new RunTainted(Origin.valueOf(in.string("origin").toUpperCase(Locale.ROOT)), in.string("source"));
            case "tools.offered" -> new ToolsOffered(in.strings("tools"), Math.toIntExact(in.integer("of")));
            case "result.kept" -> new ResultKept(in.string("call_id"), Math.toIntExact(in.integer("length")));
            case "run.parked" -> new RunParked();
            case "run.resumed" -> new RunResumed();
            case "budget.stopped" ->
                new BudgetStopped(Limit.valueOf(in.string("limit").toUpperCase(Locale.ROOT)));
            case "answer.completed" ->
                new AnswerCompleted(
                        in.string("answer"),
                        in.bool("answered"),
                        in.objects("citations").stream().map(CitationJson::read).toList(),
                        usage(in.object("usage")));
            case "run.failed" -> failed(in);
            case "cancel.requested" -> new CancelRequested();
            case "run.cancelled" -> new RunCancelled();
            case "question.rewritten" ->
                new QuestionRewritten(in.string("question"), in.string("by"), usage(in.object("usage")));
            default -> throw newer("the run event " + kind);
        };
    }

    private static Json.Obj failed(RunFailed failed) {
        var told = Json.object()
                .with("code", Json.of(failed.code()))
                .with("message", Json.of(failed.message()))
                .with("retryable", Json.of(failed.retryable()));
        return failed.retryAfter()
                .map(time -> told.with("retry_after_ms", Json.of(time.toMillis())))
                .orElse(told);
    }

    /** Logs of earlier versions do not say whether it was for good. */
    private static RunFailed failed(JsonFields in) {
        return new RunFailed(
                in.string("code"),
                in.string("message"),
                in.has("retryable") && in.bool("retryable"),
                in.has("retry_after_ms")
                        ? Optional.of(Duration.ofMillis(in.integer("retry_after_ms")))
                        : Optional.empty());
    }

    private static Json.Obj started(RunStarted started) {
        return Json.object()
                .with("session_id", Json.of(started.conversation().value().toString()))
                .with("owner", Json.of(started.owner().value()))
                .with("question", Json.of(started.question()))
                .with(
                        "collections",
                        Json.array(started.collections().stream()
                                .map(CollectionId::value)
                                .sorted(Comparator.comparing(UUID::toString))
                                .map(id -> Json.of(id.toString()))
                                .toList()))
                .with(
                        "history",
                        Json.array(started.history().stream()
                                .map(RunEventJson::turn)
                                .toList()))
                .with("scopes", started.scopes().map(RunEventJson::scopes))
                .with("trace", started.trace().map(RunEventJson::trace));
    }

    private static Json.Obj trace(TraceContext trace) {
        return Json.object()
                .with("traceparent", Json.of(trace.parent()))
                .with("tracestate", trace.state().map(Json::of));
    }

    private static TraceContext trace(JsonFields in) {
        return new TraceContext(in.string("traceparent"), in.optionalString("tracestate"));
    }

    private static Json.Obj turn(PastTurn turn) {
        return Json.object()
                .with("question", Json.of(turn.question()))
                .with("answer", Json.of(turn.answer()))
                .with("tainted", Json.of(turn.isTainted()));
    }

    /** Logs of earlier versions do not say what an answer was made of. */
    private static PastTurn turn(JsonFields in) {
        return new PastTurn(in.string("question"), in.string("answer"), !in.has("tainted") || in.bool("tainted"));
    }

    private static Json.Arr scopes(Set<Permission> scopes) {
        return Json.array(scopes.stream()
                .sorted()
                .map(scope -> Json.of(scope.name().toLowerCase(Locale.ROOT)))
                .toList());
    }

    private static Set<Permission> scopes(JsonFields in) {
        return in.strings("scopes").stream()
                .map(scope -> Permission.valueOf(scope.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    private static Json.Obj completed(AnswerCompleted completed) {
        return Json.object()
                .with("answer", Json.of(completed.answer()))
                .with("answered", Json.of(completed.answered()))
                .with(
                        "citations",
                        Json.array(completed.citations().stream()
                                .map(CitationJson::of)
                                .toList()))
                .with("usage", usage(completed.usage()));
    }

    private static Json.Obj usage(TokenUsage usage) {
        return Json.object()
                .with("input_tokens", Json.of(usage.inputTokens()))
                .with("output_tokens", Json.of(usage.outputTokens()));
    }

    private static TokenUsage usage(JsonFields in) {
        return new TokenUsage(in.integer("input_tokens"), in.integer("output_tokens"));
    }

    static UpstreamFailure newer(String what) {
        return new UpstreamFailure(
                "newer_version_needed",
                "The run log holds " + what
                        + ", which this version does not know. Use the newer version that wrote it.",
                false);
    }
}
