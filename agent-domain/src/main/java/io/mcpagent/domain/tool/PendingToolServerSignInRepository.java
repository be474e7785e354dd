package io.mcpagent.domain.tool;

import io.mcpagent.domain.access.SecretHash;
import java.time.Instant;
import java.util.Optional;

/** Sign-ins with tool servers that were begun. */
public interface PendingToolServerSignInRepository {
    void add(PendingToolServerSignIn pending);

    /**
     * Takes one out, expired or not.
     *
     * @return of any number of calls at once, to one alone
     */
    Optional<PendingToolServerSignIn> take(SecretHash state);

    /** Those of all users: the server is gone. */
    void removeAll(ToolServerName server);

    void deleteExpired(Instant now);
}
