package io.mcpagent.domain.tool;

import java.util.List;
import java.util.Optional;

/** What a tool answers: what came of the call, or what it has to know first. */
public sealed interface ToolResponse permits ToolOutcome, ToolResponse.Asks, ToolResponse.Lost {
    /**
     * The call can't go on before its questions are answered.
     *
     * @param state given back with the answers, unread and unchanged
     */
    record Asks(List<ToolQuestion> questions, Optional<String> state) implements ToolResponse {
        public Asks {
            questions = List.copyOf(questions);
            if (questions.isEmpty() && state.isEmpty())
                throw new IllegalArgumentException("a call that can't go on asks something, or has a state");
        }
    }

    /**
     * The call that asked can't be told the answers: it was open in a process or a connection that is gone. Whether it did
     * what it does is not known, and it was not called again.
     */
    record Lost() implements ToolResponse {}
}
