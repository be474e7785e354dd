package io.mcpagent.application.conversation;

import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.RunEnd;
import io.mcpagent.domain.run.RunId;
import java.util.List;

/**
 * A run that has ended.
 *
 * @param events the whole log of the run; the last says how it ended
 */
public record AskResult(RunId run, ConversationId conversation, List<RecordedEvent> events) {
    public AskResult {
        events = List.copyOf(events);
    }

    /**
     * How it ended.
     *
     * @throws IllegalStateException for a run that waits for a person
     */
    public RunEnd end() {
        if (events.getLast().event() instanceof RunEnd end) return end;
        throw new IllegalStateException("the run has not ended: " + events.getLast());
    }
}
