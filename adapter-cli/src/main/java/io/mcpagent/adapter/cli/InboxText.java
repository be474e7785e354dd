package io.mcpagent.adapter.cli;

import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest;
import io.mcpagent.domain.tool.FormField;
import io.mcpagent.domain.tool.FormSchema;
import io.mcpagent.domain.tool.ToolQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Questions to people, for people. */
final class InboxText {
    private InboxText() {}

    /** In a line. */
    static String question(InputRequest request) {
        return switch (request) {
            case InputRequest.UnknownOutcome(var id, var call) ->
                "%s was called, or was about to be, when the process or its connection ended. Whether it did what it does is not known."
                        .formatted(RunTimeline.call(call));
            case InputRequest.ApproveCall approve ->
                "May %s be called with %s? It is asked because %s."
                        .formatted(approve.call().tool(), RunTimeline.arguments(approve.call()), approve.reason());
            case InputRequest.AskedByTool asked -> asked.call().tool() + " " + asks(asked.question());
        };
    }

    private static String asks(ToolQuestion question) {
        return switch (question) {
            case ToolQuestion.Form(var key, var message, var schema) -> "has a form for you: " + message;
            case ToolQuestion.Visit(var key, var message, var url) -> "asks you to open " + url + ": " + message;
            case ToolQuestion.Sample(var key, var request) ->
                "wants an answer of the model to: " + JsonLine.of(request);
        };
    }

    /** Line by line, and what can be answered. */
    static List<String> whole(InputRequest request) {
        var lines = new ArrayList<String>();
        lines.add(question(request));
        if (request instanceof InputRequest.AskedByTool asked) {
            lines.add("These words are the tool's.");
            if (asked.question() instanceof ToolQuestion.Form form) {
                lines.add("Give no password or key to a form.");
                FormSchema.of(form.schema()).fields().forEach(field -> lines.add("  " + field(field)));
            }
        }
        request.expires().ifPresent(time -> lines.add("It goes on without an answer at " + Moments.minute(time) + "."));
        lines.add("Answers: " + options(request));
        return lines;
    }

    private static String options(InputRequest request) {
        return switch (request) {
            case InputRequest.UnknownOutcome unknown -> "--again, --done NOTE";
            case InputRequest.ApproveCall approve -> "--approve, --approve --arguments JSON, --refuse [NOTE]";
            case InputRequest.AskedByTool asked ->
                switch (asked.question()) {
                    case ToolQuestion.Form form -> "--fill JSON, --refuse";
                    case ToolQuestion.Visit visit -> "--visited, --refuse";
                    case ToolQuestion.Sample sample -> "--approve, --refuse";
                };
        };
    }

    static String field(FormField field) {
        var about = field.description().map(text -> ", " + text).orElse("");
        var need = field.isRequired() ? "" : ", may be left out";
        return "%s (%s): %s%s%s".formatted(field.label(), field.name(), kind(field.kind()), need, about);
    }

    private static String kind(FormField.Kind kind) {
        return switch (kind) {
            case FormField.Kind.Text text -> text.format().orElse("a text");
            case FormField.Kind.Numeric number -> number.isWhole() ? "a whole number" : "a number";
            case FormField.Kind.Flag flag -> "yes or no";
            case FormField.Kind.One(var of) -> "one of " + choices(of);
            case FormField.Kind.Several several -> "some of " + choices(several.of());
        };
    }

    private static String choices(List<FormField.Choice> choices) {
        return choices.stream()
                .map(choice -> choice.label().equals(choice.value())
                        ? choice.value()
                        : choice.value() + " (" + choice.label() + ")")
                .collect(Collectors.joining(", "));
    }

    static String answer(InputAnswer answer) {
        return switch (answer) {
            case InputAnswer.CallAgain again -> "call it again";
            case InputAnswer.TakeAsDone(var note) -> "go on without it: " + note;
            case InputAnswer.Approve(var arguments) ->
                arguments.map(edited -> "approved with " + JsonLine.of(edited)).orElse("approved");
            case InputAnswer.Refuse(var note) -> note.isBlank() ? "refused" : "refused: " + note;
            case InputAnswer.Fill(var content) -> "filled in " + JsonLine.of(content);
            case InputAnswer.Visited visited -> "opened";
            case InputAnswer.Expired expired -> "nobody answered in time";
            case InputAnswer.NotAsked(var reason) -> "nobody was asked: " + reason;
        };
    }
}
