package io.mcpagent.domain.run;

import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.retrieval.Citation;
import io.mcpagent.domain.retrieval.Passage;
import java.util.List;
import java.util.Set;

/** One immutable fact about a run; its number is its place in the log. {@link RunEventJson} is its stored form. */
public sealed interface RunEvent {
    /**
     * Somebody asked.
     *
     * @param collections where to look for passages
     */
    record RunStarted(ConversationId conversation, UserId owner, String question, Set<CollectionId> collections)
            implements RunEvent {
        public RunStarted {
            collections = Set.copyOf(collections);
        }
    }

    /** Passages in the order in which the model is shown them. */
    record PassagesRetrieved(List<Passage> passages) implements RunEvent {
        public PassagesRetrieved {
            passages = List.copyOf(passages);
        }
    }

    /** Nothing follows it but its {@link ModelReplied} or {@link ModelAbandoned}. */
    record ModelCalled(String model) implements RunEvent {}

    record ModelReplied(String text, TokenUsage usage) implements RunEvent {}

    /**
     * A call whose process died before the reply was recorded.
     *
     * @param replaces the number of the {@link ModelCalled} whose reply will never be known
     */
    record ModelAbandoned(long replaces) implements RunEvent {}

    /**
     * The end of a run that went well.
     *
     * @param answered false when nothing that answers was found; then there are no citations
     */
    record AnswerCompleted(String answer, boolean answered, List<Citation> citations, TokenUsage usage)
            implements RunEvent {
        public AnswerCompleted {
            citations = List.copyOf(citations);
            if (!answered && !citations.isEmpty())
                throw new IllegalArgumentException("an answer that was not found cites nothing");
        }
    }

    record RunFailed(String code, String message) implements RunEvent {}

    record RunCancelled() implements RunEvent {}
}
