package io.mcpagent.application.agent;

import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.application.access.Audited;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.tool.ToolService;
import io.mcpagent.application.transaction.Expected;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.Audience;
import io.mcpagent.domain.agent.UnusableAgent;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.tool.ServedToolNames;
import io.mcpagent.domain.tool.ToolDefinition;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The agents that may be asked. A run that has begun keeps the agent that it began with. */
public final class AgentService {
    /** In UTF-16 code units. All agents are read with each question. */
    private static final int LONGEST_INSTRUCTIONS = 50_000;

    private static final int LONGEST_NAME = 1_000;
    private static final int MOST_NAMES = 200;

    private final Authorization authorization;
    private final Agents agents;
    private final ToolService tools;
    private final AuditTrail trail;
    /** Agents are files: of two who change one at once the second sees what the first made of it. */
    private final ReentrantLock changing = new ReentrantLock();

    public AgentService(Authorization authorization, Agents agents, ToolService tools, AuditTrail trail) {
        this.authorization = authorization;
        this.agents = agents;
        this.tools = tools;
        this.trail = trail;
    }

    /** Those that the caller may ask, by name. */
    public List<Agent> agents(Caller caller) {
        authorization.require(caller, Permission.READ);
        return agents.all(caller);
    }

    /** What was defined as an agent, and can't be used, by name; for those who may define agents, and empty for others. */
    public List<UnusableAgent> unusable(Caller caller) {
        authorization.require(caller, Permission.READ);
        return agents.unusable(caller);
    }

    /**
     * The one of that name.
     *
     * @throws NotFound with code {@code agent_not_found}
     * @throws InvalidRequest with code {@code agent_invalid}
     */
    public Agent agent(Caller caller, AgentName name) {
        authorization.require(caller, Permission.READ);
        return agents.named(caller, name);
    }

    /**
     * Returns when a question could be asked with these; else throws what asking would.
     *
     * @throws NotFound with code {@code agent_not_found}
     * @throws InvalidRequest with code {@code agent_invalid}, {@code model_name_invalid} or {@code model_provider_unknown}
     */
    public void require(Caller caller, Optional<AgentName> agent, Optional<String> model) {
        agents.require(caller, agent, model);
    }

    /**
     * Adds an agent.
     *
     * @return it, with its version
     * @throws Conflict with code {@code agent_name_taken}
     * @throws InvalidRequest with code {@code agent_invalid}, {@code model_name_invalid} or {@code model_provider_unknown}
     */
    public Agent add(Caller caller, Agent agent) {
        authorization.require(caller, Permission.DEFINE_AGENTS);
        checked(caller, agent);
        return alone(() -> {
            if (agents.isTaken(agent.name()))
                throw new Conflict(
                        "agent_name_taken",
                        "There is an agent named %s already. Change it, or choose another name."
                                .formatted(agent.name().value()));
            // What was granted on one whose file is gone.
            authorization.forget(agent.name().resource());
            return saved(
                    caller, Audited.AGENT_DEFINED, agent.with(agent.audience().of(caller.user())));
        });
    }

    /**
     * Adds an agent, or puts it in the place of the one of its name, also of the assistant that is always there. Whose it is
     * stays as it was.
     *
     * @param access who may ask it; as it was when empty, and all for a new one. Its owner alone changes that
     * @return it, with its version
     * @throws InvalidRequest as {@link #add} does
     * @throws NotFound with code {@code agent_not_found} for one that is not there for the caller
     * @throws io.mcpagent.domain.failure.Forbidden with code {@code grant_missing} for one that is, and no more than that;
     *     {@code permission_missing} for the assistant, which an administrator changes, or whoever owns what took its place
     */
    public Agent put(Caller caller, Agent agent, Optional<Audience.Access> access) {
        return put(caller, agent, access, Expected.anything());
    }

    /**
     * The same in the place of one that is as expected, or of none where none is expected.
     *
     * @throws Conflict with code {@code precondition_failed}
     */
    public Agent put(Caller caller, Agent agent, Optional<Audience.Access> access, Expected<Agent> expected) {
        authorization.require(caller, Permission.DEFINE_AGENTS);
        return alone(() -> replaced(caller, agent, access, expected));
    }

    private Agent replaced(Caller caller, Agent agent, Optional<Audience.Access> access, Expected<Agent> expected) {
        var before = agents.changeable(caller, agent.name());
        expected.require(before);
        var audience = before.map(Agent::audience).orElseGet(() -> Audience.EVERYONE.of(caller.user()));
        requireAssistantForAll(agent.name(), access, audience);
        if (before.isPresent()
                && access.filter(wanted -> wanted != audience.access()).isPresent()) agents.owned(caller, agent.name());
        return saved(
                caller,
                before.isPresent() ? Audited.AGENT_CHANGED : Audited.AGENT_DEFINED,
                checked(caller, agent).with(access.map(audience::with).orElse(audience)));
    }

    /** What a file of the installation says is left as it is. */
    private static void requireAssistantForAll(AgentName name, Optional<Audience.Access> wanted, Audience before) {
        var isHidden = name.equals(Agents.ASSISTANT.name())
                && wanted.filter(access -> access == Audience.Access.GRANTED && access != before.access())
                        .isPresent();
        if (isHidden)
            throw invalid(
                    "The assistant answers whoever names no agent, so it is there for all: access can't be \"granted\". Define an agent of another name.");
    }

    /**
     * Removes an agent with what was granted of it; its owner alone may. The assistant that is always there comes back where
     * it was another's place.
     *
     * @throws NotFound with code {@code agent_not_found} also for the assistant that is always there
     * @throws io.mcpagent.domain.failure.Forbidden as {@link #put} does
     */
    public void remove(Caller caller, AgentName name) {
        remove(caller, name, Expected.anything());
    }

    /**
     * The same of one that is as expected.
     *
     * @throws Conflict with code {@code precondition_failed}
     */
    public void remove(Caller caller, AgentName name, Expected<Agent> expected) {
        authorization.require(caller, Permission.DEFINE_AGENTS);
        alone(() -> {
            var before = agents.changeable(caller, name);
            if (before.isPresent()) {
                agents.owned(caller, name);
                expected.require(before);
            }
            if (!agents.remove(name))
                throw new NotFound("agent_not_found", "Nobody defined an agent named " + name.value() + ".");
            trail.done(caller, Audited.AGENT_REMOVED, Audited.agent(name));
            return name;
        });
    }

    private <T> T alone(Supplier<T> change) {
        changing.lock();
        try {
            return change.get();
        } finally {
            changing.unlock();
        }
    }

    /** Agents are files, and not part of a transaction: the entry follows the change. */
    private Agent saved(Caller caller, AuditAction action, Agent agent) {
        var saved = agents.save(agent);
        trail.done(caller, action, Audited.agent(saved.name()));
        return saved;
    }

    private Agent checked(Caller caller, Agent agent) {
        if (agent.instructions().isBlank())
            throw invalid("The instructions are missing; they say how the agent is to answer.");
        requireShort("instructions", agent.instructions(), LONGEST_INSTRUCTIONS);
        requireShort("description", agent.description(), LONGEST_NAME);
        for (var names : List.of(agent.tools(), List.copyOf(agent.collections()), agent.keywords())) {
            if (names.size() > MOST_NAMES)
                throw invalid("Of tools, collections and keywords there are at most %d each.".formatted(MOST_NAMES));
            names.forEach(name -> requireShort("tools, collections and keywords", name, LONGEST_NAME));
        }
        var known = tools.tools(caller).stream().map(ToolDefinition::name).toList();
        for (var named : agent.tools()) {
            if (known.stream().noneMatch(tool -> ServedToolNames.matches(named, tool)))
                throw invalid("There is no tool named %s. There is: %s.".formatted(named, String.join(", ", known)));
        }
        return agent;
    }

    private static void requireShort(String what, String text, int longest) {
        if (text.length() > longest) throw invalid("Of %s each has at most %,d characters.".formatted(what, longest));
    }

    private static InvalidRequest invalid(String message) {
        return new InvalidRequest("agent_invalid", message);
    }
}
