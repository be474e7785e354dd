package io.mcpagent.adapter.cli;

import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.AgentSelected;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.BudgetStopped;
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
import io.mcpagent.domain.run.RunEventJson;
import io.mcpagent.domain.tool.HiddenText;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolOutcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The log of a run for people: number, time since its start, kind, and what it says in short. */
final class RunTimeline {
    private static final int LONGEST = 300;

    private RunTimeline() {}

    static Columns of(List<RecordedEvent> log) {
        var columns = new Columns();
        for (var recorded : log) {
            columns.row(
                    Long.toString(recorded.seq()),
                    Moments.since(log.getFirst().at(), recorded.at()),
                    RunEventJson.kind(recorded.event()),
                    shortened(TerminalText.name(summary(recorded.event()))));
        }
        return columns;
    }

    private static String summary(RunEvent event) {
        return switch (event) {
            case RunStarted started -> started.question();
            case AgentSelected(var agent, var reason) -> agent.name().value() + ": " + reason;
            case QuestionRewritten(var question, var by, var usage) -> question + " (by " + by + ")";
            case PassagesRetrieved(var passages) ->
                passages.stream()
                        .map(passage ->
                                passage.document() + ", " + passage.location().label())
                        .collect(Collectors.joining("; ", SyncText.counted(passages.size(), "passage") + ": ", ""));
            case ModelCalled(var model) -> model;
            case ModelReplied(var text, var calls, var usage) ->
                calls.stream().map(RunTimeline::call).collect(Collectors.joining(", ", text, ""));
            case ModelAbandoned(var replaces) -> "the call " + replaces + " ended without a reply";
            case ToolRequested(var call, var effect) -> call(call);
            case ToolFinished(var id, ToolOutcome.Succeeded(var text, var passages)) -> text;
            case ToolFinished(var id, ToolOutcome.Failed(var message)) -> "failed: " + message;
            case InputRequested(var request) -> InboxText.question(request);
            case InputAnswered(var request, var answer) -> InboxText.answer(answer);
            case ModelSampled(var request, var message, var usage) -> "the model answered the tool";
            case RunTainted(var origin, var source) ->
                "from here on, text that nobody vouches for: %s %s"
                        .formatted(origin.name().toLowerCase(Locale.ROOT), source);
            case ToolsOffered(var tools, var of) ->
                "%d of %d tools: %s".formatted(tools.size(), of, String.join(", ", tools));
            case ResultKept(var id, var length) -> "%,d characters of %s".formatted(length, id);
            case RunParked parked -> "waits for a person";
            case RunResumed resumed -> "";
            case BudgetStopped(var limit) -> "the limit of " + limit.name().toLowerCase(Locale.ROOT);
            case CancelRequested asked -> "";
            case AnswerCompleted completed ->
                "%s, %d tokens read, %d written"
                        .formatted(
                                completed.answered()
                                        ? SyncText.counted(completed.citations().size(), "citation")
                                        : "not answered",
                                completed.usage().inputTokens(),
                                completed.usage().outputTokens());
            case RunFailed failed -> failed.code() + ": " + failed.message();
            case RunCancelled cancelled -> "";
        };
    }

    static String call(ToolCall call) {
        return call.tool() + " " + arguments(call);
    }

    /** In which nothing hides from whoever approves them. */
    static String arguments(ToolCall call) {
        return HiddenText.escaped(JsonLine.of(call.arguments()));
    }

    private static String shortened(String text) {
        return TerminalText.length(text) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
