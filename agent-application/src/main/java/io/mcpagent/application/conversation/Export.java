package io.mcpagent.application.conversation;

import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.retrieval.Citation;
import java.util.List;

/** A whole conversation, to be kept or handed on. */
public record Export(Conversation conversation, List<Said> said) {
    public Export {
        said = List.copyOf(said);
    }

    /**
     * A message, and what it rests on.
     *
     * @param citations of an answer; empty for a question
     */
    public record Said(Message message, List<Citation> citations) {
        public Said {
            citations = List.copyOf(citations);
        }
    }
}
