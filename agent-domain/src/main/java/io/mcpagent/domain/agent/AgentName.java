package io.mcpagent.domain.agent;

import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.domain.failure.InvalidRequest;
import java.util.regex.Pattern;

/**
 * The name of an agent, unique in an installation.
 *
 * @param value 1 to 64 lower-case letters, digits and hyphens
 */
public record AgentName(String value) {
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9-]{1,64}");

    public AgentName {
        if (!ALLOWED.matcher(value).matches())
            throw new InvalidRequest(
                    "agent_name_invalid",
                    "An agent's name has 1 to 64 lower-case letters, digits and hyphens, and \"" + value
                            + "\" has not.");
    }

    /** What grants and denials call the agent by. */
    public ResourceId resource() {
        return new ResourceId(ResourceId.Kind.AGENT, value);
    }
}
