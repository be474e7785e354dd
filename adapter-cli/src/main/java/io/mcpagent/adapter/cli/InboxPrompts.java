package io.mcpagent.adapter.cli;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest;
import io.mcpagent.domain.tool.FormField;
import io.mcpagent.domain.tool.FormSchema;
import io.mcpagent.domain.tool.ToolQuestion;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Asks a person at a terminal what a run asks; each answer is a line. */
final class InboxPrompts {
    private static final Set<String> YES = Set.of("y", "yes", "true");
    private static final Set<String> NO = Set.of("n", "no", "false");

    private final ChatInput input;
    private final Output output;

    InboxPrompts(ChatInput input, Output output) {
        this.input = input;
        this.output = output;
    }

    /** Empty when there were no more lines. */
    Optional<InputAnswer> answer(InputRequest request) {
        InboxText.whole(request).forEach(line -> output.note(line));
        return switch (request) {
            case InputRequest.UnknownOutcome unknown -> unknownOutcome();
            case InputRequest.ApproveCall approve -> approval();
            case InputRequest.AskedByTool asked ->
                switch (asked.question()) {
                    case ToolQuestion.Form form -> form(FormSchema.of(form.schema()));
                    case ToolQuestion.Visit visit ->
                        yesOrNo("Have you opened it, and done what is to be done there? (yes/no)")
                                .map(yes -> yes ? new InputAnswer.Visited() : new InputAnswer.Refuse(""));
                    case ToolQuestion.Sample sample ->
                        yesOrNo("May the model answer the tool? (yes/no)")
                                .map(yes ->
                                        yes ? new InputAnswer.Approve(Optional.empty()) : new InputAnswer.Refuse(""));
                };
        };
    }

    private Optional<InputAnswer> unknownOutcome() {
        return yesOrNo("Call it again? (yes/no)")
                .flatMap(again -> again
                        ? Optional.of(new InputAnswer.CallAgain())
                        : line("What is the model to be told of it?").map(InputAnswer.TakeAsDone::new));
    }

    private Optional<InputAnswer> approval() {
        while (true) {
            var line = line("Call it? (yes, no, or other arguments as a JSON object)");
            if (line.isEmpty()) return Optional.empty();
            var said = line.get().strip();
            if (isOne(YES, said)) return Optional.of(new InputAnswer.Approve(Optional.empty()));
            if (isOne(NO, said))
                return line("Why? (the model is told; may be left empty)").map(InputAnswer.Refuse::new);
            var edited = JsonReader.object(said);
            if (edited.isPresent()) return Optional.of(new InputAnswer.Approve(edited));
        }
    }

    private Optional<InputAnswer> form(FormSchema form) {
        var wanted = yesOrNo("Fill it in? (yes/no)");
        if (wanted.isEmpty()) return Optional.empty();
        if (!wanted.get()) return Optional.of(new InputAnswer.Refuse(""));
        var content = Json.object();
        for (var field : form.fields()) {
            var filled = filled(field);
            if (filled.isEmpty()) return Optional.empty();
            content = filled.get().get(field.name()).isPresent()
                    ? content.with(field.name(), filled.get().get(field.name()))
                    : content;
        }
        return Optional.of(new InputAnswer.Fill(content));
    }

    /** The field alone, until it can be sent; an object without it where it is left out. */
    private Optional<Json.Obj> filled(FormField field) {
        var alone = new FormSchema(List.of(field));
        while (true) {
            var line = line(InboxText.field(field));
            if (line.isEmpty()) return Optional.empty();
            var said = line.get().strip();
            var value = said.isEmpty() ? field.fallback() : Optional.of(value(field.kind(), said));
            var content = Json.object().with(field.name(), value);
            var problems = alone.problems(content);
            if (problems.isEmpty()) return Optional.of(content);
            problems.forEach(output::note);
        }
    }

    private static Json value(FormField.Kind kind, String said) {
        return switch (kind) {
            case FormField.Kind.Text text -> Json.of(said);
            case FormField.Kind.One one -> Json.of(said);
            case FormField.Kind.Numeric number -> number(said);
            case FormField.Kind.Flag flag ->
                isOne(YES, said) || isOne(NO, said) ? Json.of(isOne(YES, said)) : Json.of(said);
            case FormField.Kind.Several several ->
                Json.array(Arrays.stream(said.split(",", -1))
                        .map(String::strip)
                        .map(Json::of)
                        .toList());
        };
    }

    private static Json number(String said) {
        try {
            return new Json.Num(new BigDecimal(said));
        } catch (NumberFormatException none) {
            return Json.of(said);
        }
    }

    private Optional<Boolean> yesOrNo(String question) {
        while (true) {
            var line = line(question);
            if (line.isEmpty()) return Optional.empty();
            if (isOne(YES, line.get())) return Optional.of(true);
            if (isOne(NO, line.get())) return Optional.of(false);
        }
    }

    private static boolean isOne(Set<String> words, String said) {
        return words.contains(said.strip().toLowerCase(Locale.ROOT));
    }

    private Optional<String> line(String question) {
        output.note(question);
        return input.next();
    }
}
