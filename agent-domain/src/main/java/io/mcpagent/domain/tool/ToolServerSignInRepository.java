package io.mcpagent.domain.tool;

import io.mcpagent.domain.access.UserId;
import java.util.List;
import java.util.Optional;

/** The sign-ins with tool servers, one for each server and user. */
public interface ToolServerSignInRepository {
    Optional<ToolServerSignIn> find(ToolServerName server, UserId user);

    /**
     * Puts one in the place of its version before; version 1 where there was none.
     *
     * @return whether it did: of any number of calls at once with one version, that of one alone
     * @throws io.mcpagent.domain.failure.NotFound with code {@code tool_server_not_found} for version 1 of a server that is
     *     not there, or goes at the same time
     */
    boolean put(ToolServerSignIn signIn);

    void remove(ToolServerName server, UserId user);

    /** Those of all users: the server is gone. */
    void removeAll(ToolServerName server);

    List<ToolServerSignIn> all();
}
