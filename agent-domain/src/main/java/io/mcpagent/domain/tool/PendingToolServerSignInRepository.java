package io.mcpagent.domain.tool;

import io.mcpagent.domain.access.SecretHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sign-ins with tool servers that were begun. */
public interface PendingToolServerSignInRepository {
    /**
     * Keeps one that was begun now.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code tool_server_not_found}
     */
    void add(PendingToolServerSignIn pending);

    /** Puts it in the place of the one of the same state; does nothing where that was taken out. */
    void replace(PendingToolServerSignIn pending);

    /**
     * Takes one out, expired or not.
     *
     * @return of any number of calls at once, to one alone
     */
    Optional<PendingToolServerSignIn> take(SecretHash state);

    /** Those of all users: the server is gone. */
    void removeAll(ToolServerName server);

    void deleteExpired(Instant now);

    List<PendingToolServerSignIn> all();
}
