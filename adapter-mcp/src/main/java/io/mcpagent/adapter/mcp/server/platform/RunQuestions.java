package io.mcpagent.adapter.mcp.server.platform;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.server.offer.Answers;
import io.mcpagent.adapter.mcp.server.offer.Answers.Elicited;
import io.mcpagent.adapter.mcp.server.offer.InputRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest.UnknownOutcome;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run asks a person, as a client shows it, and what comes back. */
final class RunQuestions {
    private static final String CALL_AGAIN = "call_again";
    private static final String TAKE_AS_DONE = "take_as_done";

    private static final Json.Obj AGAIN_OR_DONE = Schemas.object(
            Json.object()
                    .with(
                            "answer",
                            Schemas.one(
                                    "Call it again if it did nothing, or if doing it twice does no harm.",
                                    List.of(CALL_AGAIN, TAKE_AS_DONE)))
                    .with("note", Schemas.text("What the model is told, if it is taken as done.")),
            "answer");

    private RunQuestions() {}

    static String key(InboxEntry entry) {
        return entry.request().id().value().toString();
    }

    static InputRequest request(InboxEntry entry) {
        return switch (entry.request()) {
            case UnknownOutcome(var id, var call) ->
                new InputRequest.Form(
                        "The call of %s with %s may or may not have been made before the process ended. Call it again?"
                                .formatted(call.tool(), text(call.arguments())),
                        AGAIN_OR_DONE);
        };
    }

    /** What was answered, by keys; in a map that may be taken from. */
    static Map<String, Elicited> answers(Answers answers) {
        var all = new LinkedHashMap<String, Elicited>();
        answers.responses()
                .keySet()
                .forEach(key -> answers.elicited(key).ifPresent(elicited -> all.put(key, elicited)));
        return all;
    }

    /**
     * The answer for the run; empty where the person would not say, so that it waits on.
     *
     * @throws io.mcpagent.adapter.mcp.protocol.Malformed when it does not fit the question
     */
    static Optional<InputAnswer> answer(InboxEntry entry, Elicited elicited) {
        if (!(elicited instanceof Elicited.Accepted(var content))) return Optional.empty();
        var in = new Members(content, "The answer");
        return switch (entry.request()) {
            case UnknownOutcome asked ->
                in.string("answer").equals(CALL_AGAIN)
                        ? Optional.of(new InputAnswer.CallAgain())
                        : Optional.of(
                                new InputAnswer.TakeAsDone(in.findString("note").orElse("")));
        };
    }

    private static String text(Json json) {
        return new String(JsonBytes.write(json), StandardCharsets.UTF_8);
    }
}
