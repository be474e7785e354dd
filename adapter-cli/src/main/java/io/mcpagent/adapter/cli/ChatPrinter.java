package io.mcpagent.adapter.cli;

import io.mcpagent.application.run.RunFollower;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunEvent.ToolRequested;
import io.mcpagent.domain.run.StreamPosition;
import java.util.Optional;

/** Prints an answer while the model says it, and below it its sources. */
final class ChatPrinter implements RunFollower {
    private final Output output;
    private final RunPrinter plain;
    private boolean isLineOpen;
    private boolean isParked;
    private Optional<AnswerCompleted> answer = Optional.empty();

    ChatPrinter(Invocation invocation, ConversationId session) {
        this.output = invocation.output();
        this.plain = new RunPrinter(invocation, session);
    }

    Optional<AnswerCompleted> answer() {
        return answer;
    }

    /** Whether the run waits for a person. */
    boolean isParked() {
        return isParked;
    }

    @Override
    public void event(RecordedEvent recorded) {
        isParked = recorded.event() instanceof RunParked;
        if (recorded.event() instanceof AnswerCompleted completed) answer = Optional.of(completed);
        if (output.isJson()) {
            plain.event(recorded);
            return;
        }
        switch (recorded.event()) {
            case ModelReplied replied -> endLine();
            case ModelAbandoned abandoned -> endLine();
            case ToolRequested(var call, var effect) -> output.note("… " + RunTimeline.call(call));
            case AnswerCompleted completed -> AnswerText.places(completed, output);
            case RunCancelled cancelled -> output.note("Cancelled.");
            default -> plain.event(recorded);
        }
    }

    @Override
    public void text(StreamPosition at, String text) {
        if (output.isJson()) return;
        output.sayPart(text);
        isLineOpen = true;
    }

    private void endLine() {
        if (isLineOpen) output.sayPart("\n");
        isLineOpen = false;
    }

    @Override
    public void idle() {
        // A terminal does not go away without a word.
    }
}
