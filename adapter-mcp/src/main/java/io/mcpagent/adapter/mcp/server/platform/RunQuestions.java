package io.mcpagent.adapter.mcp.server.platform;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.server.offer.Answers;
import io.mcpagent.adapter.mcp.server.offer.Answers.Elicited;
import io.mcpagent.adapter.mcp.server.offer.InputRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest.ApproveCall;
import io.mcpagent.domain.run.InputRequest.AskedByTool;
import io.mcpagent.domain.run.InputRequest.UnknownOutcome;
import io.mcpagent.domain.tool.HiddenText;
import io.mcpagent.domain.tool.ToolQuestion;
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

    private static final String APPROVE = "approve";
    private static final String REFUSE = "refuse";

    private static final Json.Obj YES_OR_NO = Schemas.object(
            Json.object()
                    .with("answer", Schemas.one("Whether it may be done.", List.of(APPROVE, REFUSE)))
                    .with("note", Schemas.text("What the model is told, if it is refused.")),
            "answer");

    private RunQuestions() {}

    static String key(InboxEntry entry) {
        return entry.request().id().value().toString();
    }

    static InputRequest request(InboxEntry entry) {
        return switch (entry.request()) {
            case UnknownOutcome(var id, var call) ->
                new InputRequest.Form(
                        "The call of %s with %s may or may not have been made before the process or its connection ended. Call it again?"
                                .formatted(call.tool(), text(call.arguments())),
                        AGAIN_OR_DONE);
            case ApproveCall asked ->
                new InputRequest.Form(
                        "May %s be called with %s? It is asked because %s."
                                .formatted(
                                        asked.call().tool(), text(asked.call().arguments()), asked.reason()),
                        YES_OR_NO);
            case AskedByTool asked -> ofTool(asked);
        };
    }

    /** The words are the tool's, whose name goes before them. */
    private static InputRequest ofTool(AskedByTool asked) {
        var tool = asked.call().tool();
        return switch (asked.question()) {
            case ToolQuestion.Form(var key, var message, var schema) ->
                new InputRequest.Form("The tool %s asks: %s".formatted(tool, message), schema);
            case ToolQuestion.Visit(var key, var message, var url) ->
                new InputRequest.Visit("The tool %s asks: %s".formatted(tool, message), url);
            case ToolQuestion.Sample(var key, var request) ->
                new InputRequest.Form(
                        "May the model answer what the tool %s asks it? %s".formatted(tool, text(request)), YES_OR_NO);
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
            case ApproveCall asked -> Optional.of(yesOrNo(in));
            case AskedByTool asked ->
                Optional.of(
                        switch (asked.question()) {
                            case ToolQuestion.Form form -> new InputAnswer.Fill(content);
                            case ToolQuestion.Visit visit -> new InputAnswer.Visited();
                            case ToolQuestion.Sample sample -> yesOrNo(in);
                        });
        };
    }

    /** Whatever is no clear yes is a no. */
    private static InputAnswer yesOrNo(Members in) {
        return in.string("answer").equals(APPROVE)
                ? new InputAnswer.Approve(Optional.empty())
                : new InputAnswer.Refuse(in.findString("note").orElse(""));
    }

    /** What a person can't see is no part of what they approve. */
    private static String text(Json json) {
        return HiddenText.escaped(new String(JsonBytes.write(json), StandardCharsets.UTF_8));
    }
}
