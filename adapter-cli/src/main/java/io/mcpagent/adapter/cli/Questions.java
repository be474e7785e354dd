package io.mcpagent.adapter.cli;

import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.domain.agent.AgentName;
import java.util.Optional;

/** Asking this machine, or a server. */
interface Questions {
    /** Throws what asking these would, as far as it can be known before. */
    void require(Optional<AgentName> agent, Optional<String> model);

    /** Begins a run, which is seen from its beginning. */
    FollowedRun ask(AskRequest request);
}
