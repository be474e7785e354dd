package io.mcpagent.application.evaluation;

import io.mcpagent.application.conversation.ChatService;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.retrieval.SearchService;

/**
 * A platform that was opened for one evaluation, over the corpus as its only files.
 *
 * @param discard closes it and removes what it stored
 */
public record EvaluationBench(DocumentService documents, SearchService search, ChatService chat, Runnable discard)
        implements AutoCloseable {
    @Override
    public void close() {
        discard.run();
    }
}
