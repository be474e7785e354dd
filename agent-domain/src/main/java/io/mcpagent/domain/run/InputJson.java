package io.mcpagent.domain.run;

import io.mcpagent.domain.json.Json;

/** The stored form of questions to people and of their answers. */
public final class InputJson {
    private static final String UNKNOWN_OUTCOME = "unknown_outcome";
    private static final String CALL_AGAIN = "call_again";
    private static final String TAKE_AS_DONE = "take_as_done";

    private InputJson() {}

    public static Json.Obj of(InputRequest request) {
        return switch (request) {
            case InputRequest.UnknownOutcome(var id, var call) ->
                ToolJson.of(call)
                        .with("input_id", Json.of(id.value().toString()))
                        .with("ask", Json.of(UNKNOWN_OUTCOME));
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
            case UNKNOWN_OUTCOME -> new InputRequest.UnknownOutcome(id, ToolJson.call(in));
            case String other -> throw RunEventJson.newer("the question " + other);
        };
    }

    public static Json.Obj of(InputAnswer answer) {
        return switch (answer) {
            case InputAnswer.CallAgain again -> Json.object().with("answer", Json.of(CALL_AGAIN));
            case InputAnswer.TakeAsDone(var note) ->
                Json.object().with("answer", Json.of(TAKE_AS_DONE)).with("note", Json.of(note));
        };
    }

    static InputAnswer answer(JsonFields in) {
        return switch (in.string("answer")) {
            case CALL_AGAIN -> new InputAnswer.CallAgain();
            case TAKE_AS_DONE -> new InputAnswer.TakeAsDone(in.string("note"));
            case String other -> throw RunEventJson.newer("the answer " + other);
        };
    }
}
