package io.mcpagent.adapter.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Where the lines of a chat come from. */
interface ChatInput extends AutoCloseable {
    /**
     * A terminal with editing and history, or whatever else stands behind standard input.
     *
     * @param history the file that remembers what is typed; when empty, it is forgotten at the end
     */
    static ChatInput open(Invocation invocation, Optional<Path> history) {
        return invocation.output().isInteractive() ? TerminalInput.open(history) : new PipedInput(invocation.in());
    }

    /** What is typed next, of one line or several; empty when there will be no more. */
    Optional<String> next();

    /** Does the body; Ctrl-C meanwhile does the other, instead of ending the program. */
    void during(Runnable body, Runnable onInterrupt);

    @Override
    void close();
}
