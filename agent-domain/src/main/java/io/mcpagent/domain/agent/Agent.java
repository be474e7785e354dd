package io.mcpagent.domain.agent;

import io.mcpagent.domain.access.Resource;
import io.mcpagent.domain.tool.ToolPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A specialist.
 *
 * @param description what it is for: people and the router read it
 * @param model as {@code NAME/model}; the default one when empty
 * @param tools names of those it may call
 * @param collections names of those it looks into; all readable ones when empty
 * @param keywords a question that has one of these words goes to this agent where nobody chose another
 * @param policy what its calls of these tools are decided by
 * @param audience whose it is, and who may ask it; not part of what a run records of it
 * @param version grows with each change
 */
public record Agent(
        AgentName name,
        String description,
        String instructions,
        Optional<String> model,
        List<String> tools,
        Set<String> collections,
        List<String> keywords,
        AgentLimits limits,
        ToolPolicy policy,
        Audience audience,
        long version) {
    public Agent {
        tools = List.copyOf(tools);
        collections = Set.copyOf(collections);
        keywords = List.copyOf(keywords);
    }

    /** One of the installation, for all. */
    public Agent(
            AgentName name,
            String description,
            String instructions,
            Optional<String> model,
            List<String> tools,
            Set<String> collections,
            List<String> keywords,
            AgentLimits limits,
            long version) {
        this(
                name,
                description,
                instructions,
                model,
                tools,
                collections,
                keywords,
                limits,
                ToolPolicy.DEFAULT,
                Audience.EVERYONE,
                version);
    }

    public Agent withVersion(long other) {
        return new Agent(
                name, description, instructions, model, tools, collections, keywords, limits, policy, audience, other);
    }

    public Agent with(Audience other) {
        return new Agent(
                name, description, instructions, model, tools, collections, keywords, limits, policy, other, version);
    }

    public Agent withModel(String other) {
        return new Agent(
                name,
                description,
                instructions,
                Optional.of(other),
                tools,
                collections,
                keywords,
                limits,
                policy,
                audience,
                version);
    }

    public Agent with(ToolPolicy other) {
        return new Agent(
                name, description, instructions, model, tools, collections, keywords, limits, other, audience, version);
    }

    /** What access to it is decided by, without its grants. */
    public Resource.Granted resource() {
        return new Resource.Granted(
                name.resource(), audience.owner(), audience.access() == Audience.Access.EVERYONE, Set.of());
    }
}
