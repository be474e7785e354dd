package io.mcpagent.domain.run;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputRequest.ApproveCall;
import io.mcpagent.domain.run.InputRequest.AskedByTool;
import io.mcpagent.domain.run.InputRequest.UnknownOutcome;
import io.mcpagent.domain.tool.ToolQuestion;
import java.net.URI;
import java.util.Optional;

/** The stored form of questions to people and of their answers. */
public final class InputJson {
    private static final String UNKNOWN_OUTCOME = "unknown_outcome";
    private static final String APPROVE_CALL = "approve_call";
    private static final String FORM = "form";
    private static final String VISIT = "visit";
    private static final String SAMPLE = "sample";
    private static final String CALL_AGAIN = "call_again";
    private static final String TAKE_AS_DONE = "take_as_done";
    private static final String APPROVE = "approve";
    private static final String REFUSE = "refuse";
    private static final String FILL = "fill";
    private static final String VISITED = "visited";
    private static final String EXPIRED = "expired";
    private static final String NOT_ASKED = "not_asked";

    private InputJson() {}

    public static Json.Obj of(InputRequest request) {
        var json = ToolJson.of(request.call())
                .with("input_id", Json.of(request.id().value().toString()))
                .with("expires_at", request.expires().map(Json::of));
        return switch (request) {
            case UnknownOutcome unknown -> json.with("ask", Json.of(UNKNOWN_OUTCOME));
            case ApproveCall approve ->
                json.with("ask", Json.of(APPROVE_CALL)).with("reason", Json.of(approve.reason()));
            case AskedByTool asked ->
                of(asked.question(), json)
                        .with("round", Json.of(asked.round()))
                        .with("state", asked.state().map(Json::of))
                        .with("key", Json.of(asked.question().key()));
        };
    }

    private static Json.Obj of(ToolQuestion question, Json.Obj json) {
        return switch (question) {
            case ToolQuestion.Form(var key, var message, var schema) ->
                json.with("ask", Json.of(FORM))
                        .with("message", Json.of(message))
                        .with("schema", schema);
            case ToolQuestion.Visit(var key, var message, var url) ->
                json.with("ask", Json.of(VISIT))
                        .with("message", Json.of(message))
                        .with("url", Json.of(url.toString()));
            case ToolQuestion.Sample(var key, var request) ->
                json.with("ask", Json.of(SAMPLE)).with("request", request);
        };
    }

    /**
     * Reads what {@link #of(InputRequest)} wrote.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure as events do that can't be read
     */
    public static InputRequest request(Json.Obj payload) {
        return request(new JsonFields(payload));
    }

    static InputRequest request(JsonFields in) {
        var id = new InputRequestId(in.uuid("input_id"));
        return switch (in.string("ask")) {
            case UNKNOWN_OUTCOME -> new UnknownOutcome(id, ToolJson.call(in));
            case APPROVE_CALL -> new ApproveCall(id, ToolJson.call(in), in.string("reason"), in.time("expires_at"));
            case FORM ->
                asked(
                        id,
                        in,
                        new ToolQuestion.Form(
                                in.string("key"),
                                in.string("message"),
                                in.object("schema").object()));
            case VISIT ->
                asked(
                        id,
                        in,
                        new ToolQuestion.Visit(in.string("key"), in.string("message"), URI.create(in.string("url"))));
            case SAMPLE ->
                asked(
                        id,
                        in,
                        new ToolQuestion.Sample(
                                in.string("key"), in.object("request").object()));
            case String other -> throw RunEventJson.newer("the question " + other);
        };
    }

    private static AskedByTool asked(InputRequestId id, JsonFields in, ToolQuestion question) {
        return new AskedByTool(
                id,
                ToolJson.call(in),
                Math.toIntExact(in.integer("round")),
                in.optionalString("state"),
                question,
                in.time("expires_at"));
    }

    public static Json.Obj of(InputAnswer answer) {
        return switch (answer) {
            case InputAnswer.CallAgain again -> answer(CALL_AGAIN);
            case InputAnswer.TakeAsDone(var note) -> answer(TAKE_AS_DONE).with("note", Json.of(note));
            case InputAnswer.Approve(var arguments) -> answer(APPROVE).with("arguments", arguments);
            case InputAnswer.Refuse(var note) -> answer(REFUSE).with("note", Json.of(note));
            case InputAnswer.Fill(var content) -> answer(FILL).with("content", content);
            case InputAnswer.Visited visited -> answer(VISITED);
            case InputAnswer.Expired expired -> answer(EXPIRED);
            case InputAnswer.NotAsked(var reason) -> answer(NOT_ASKED).with("reason", Json.of(reason));
        };
    }

    private static Json.Obj answer(String word) {
        return Json.object().with("answer", Json.of(word));
    }

    static InputAnswer answer(JsonFields in) {
        return switch (in.string("answer")) {
            case CALL_AGAIN -> new InputAnswer.CallAgain();
            case TAKE_AS_DONE -> new InputAnswer.TakeAsDone(in.string("note"));
            case APPROVE ->
                new InputAnswer.Approve(
                        in.has("arguments") ? Optional.of(in.object("arguments").object()) : Optional.empty());
            case REFUSE -> new InputAnswer.Refuse(in.string("note"));
            case FILL -> new InputAnswer.Fill(in.object("content").object());
            case VISITED -> new InputAnswer.Visited();
            case EXPIRED -> new InputAnswer.Expired();
            case NOT_ASKED -> new InputAnswer.NotAsked(in.string("reason"));
            case String other -> throw RunEventJson.newer("the answer " + other);
        };
    }
}
