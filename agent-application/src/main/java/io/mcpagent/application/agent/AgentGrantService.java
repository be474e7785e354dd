package io.mcpagent.application.agent;

import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.access.Share;
import io.mcpagent.application.access.Shares;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.domain.agent.AgentName;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who may ask an agent that is not there for all, and who besides its owner may change it. The owner alone says so: of one
 * that belongs to the installation, whoever may define agents.
 */
public final class AgentGrantService {
    private final Agents agents;
    private final Authorization authorization;
    private final Shares shares;

    public AgentGrantService(Agents agents, Authorization authorization, Shares shares) {
        this.agents = agents;
        this.authorization = authorization;
        this.shares = shares;
    }

    /**
     * Roles first, then users, by name.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code agent_not_found}
     */
    public List<Share> grants(Caller caller, AgentName agent) {
        authorization.require(caller, Permission.DEFINE_AGENTS);
        return shares.list(owned(caller, agent));
    }

    /**
     * Grants it, or changes what was granted; holds at once. One that is there for all stays so.
     *
     * @param grantee a user's name to sign in by, or a role
     * @throws io.mcpagent.domain.failure.NotFound with code {@code agent_not_found} or {@code user_not_found}
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code grantee_invalid}
     */
    public Share grant(Caller caller, AgentName agent, String grantee, GrantLevel level) {
        authorization.require(caller, Permission.DEFINE_AGENTS);
        return shares.grant(caller, owned(caller, agent), grantee, level);
    }

    /**
     * Takes it back at once; a run that has begun keeps its agent.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code agent_not_found}, {@code user_not_found} or {@code
     *     grant_not_found}
     */
    public void revoke(Caller caller, AgentName agent, String grantee) {
        authorization.require(caller, Permission.DEFINE_AGENTS);
        shares.revoke(caller, owned(caller, agent), grantee);
    }

    private Supplier<ResourceId> owned(Caller caller, AgentName agent) {
        return () -> agents.owned(caller, agent).name().resource();
    }
}
