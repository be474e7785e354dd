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
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
    private static final int LONGEST_SHOWN = 100;

    public AgentName {
        if (!ALLOWED.matcher(value).matches())
            throw new InvalidRequest(
                    "agent_name_invalid",
                    "An agent's name has 1 to 64 lower-case letters, digits and hyphens, and \"" + shown(value)
                            + "\" has not.");
    }

    /** As far as that can stand in one line. */
    private static String shown(String value) {
        var some = value.substring(0, Math.min(value.length(), LONGEST_SHOWN));
        return UNPRINTABLE.matcher(some).replaceAll("?") + (some.length() < value.length() ? "…" : "");
    }

    /** What grants and denials call the agent by. */
    public ResourceId resource() {
        return new ResourceId(ResourceId.Kind.AGENT, value);
    }
}
