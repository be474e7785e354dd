package io.mcpagent.adapter.cli;

import io.mcpagent.application.conversation.ChatService;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.retrieval.SearchService;
import java.util.List;

/**
 * An opened platform, as commands use it.
 *
 * @param notices what a person should know once, such as that no chat model is configured; for stderr
 * @param shutdown closes everything that was opened
 */
public record CliPlatform(
        ChatService chat, SearchService search, DocumentService documents, List<String> notices, Runnable shutdown)
        implements AutoCloseable {
    public CliPlatform {
        notices = List.copyOf(notices);
    }

    @Override
    public void close() {
        shutdown.run();
    }
}
