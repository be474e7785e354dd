package io.mcpagent.domain.run;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolQuestion;
import java.util.Optional;

/** What came of an {@link InputRequest}; from a person, but for the last two. */
public sealed interface InputAnswer {
    /** Make the call again: it did nothing, or doing it twice does no harm. */
    record CallAgain() implements InputAnswer {}

    /**
     * Go on without it.
     *
     * @param note what the model is told about it
     */
    record TakeAsDone(String note) implements InputAnswer {}

    /**
     * The call may be made; or a model may answer the tool.
     *
     * @param arguments to make the call with in the place of the model's
     */
    record Approve(Optional<Json.Obj> arguments) implements InputAnswer {}

    /**
     * No: the call is not made, or the tool is told so.
     *
     * @param note what the model is told about a call; may be empty
     */
    record Refuse(String note) implements InputAnswer {}

    /** The form, filled in. */
    record Fill(Json.Obj content) implements InputAnswer {}

    /** The address was opened, and what was to be done there is done. */
    record Visited() implements InputAnswer {}

    /** Nobody answered in time. */
    record Expired() implements InputAnswer {}

    /**
     * Nobody was asked, as the tool may not ask so.
     *
     * @param reason what the model is told
     */
    record NotAsked(String reason) implements InputAnswer {}

    /** Whether a person can answer the request so. */
    default boolean fits(InputRequest request) {
        return switch (this) {
            case CallAgain again -> request instanceof InputRequest.UnknownOutcome;
            case TakeAsDone done -> request instanceof InputRequest.UnknownOutcome;
            case Approve(var arguments) ->
                request instanceof InputRequest.ApproveCall
                        || (isA(ToolQuestion.Sample.class, request) && arguments.isEmpty());
            case Refuse no -> !(request instanceof InputRequest.UnknownOutcome);
            case Fill form -> isA(ToolQuestion.Form.class, request);
            case Visited visited -> isA(ToolQuestion.Visit.class, request);
            case Expired expired -> false;
            case NotAsked refused -> false;
        };
    }

    private static boolean isA(Class<? extends ToolQuestion> kind, InputRequest request) {
        return request instanceof InputRequest.AskedByTool asked && kind.isInstance(asked.question());
    }
}
