package io.mcpagent.application.conversation;

import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.RunEnd;
import io.mcpagent.domain.run.RunId;
import java.util.List;
import java.util.Optional;

/**
 * A run that has ended, or waits for a person.
 *
 * @param events the whole log of the run; the last says how it ended
 */
public record AskResult(RunId run, ConversationId conversation, List<RecordedEvent> events) {
    public AskResult {
        events = List.copyOf(events);
    }

    /** Its answer; empty when it failed, was cancelled, or waits for a person. */
    public Optional<AnswerCompleted> answer() {
        return events.getLast().event() instanceof AnswerCompleted answer ? Optional.of(answer) : Optional.empty();
    }

    /** How it ended; empty for a run that waits for a person. */
    public Optional<RunEnd> end() {
        return events.getLast().event() instanceof RunEnd end ? Optional.of(end) : Optional.empty();
    }
}
