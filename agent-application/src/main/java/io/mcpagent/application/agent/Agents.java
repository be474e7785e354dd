package io.mcpagent.application.agent;

import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.llm.Models;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.AgentRepository;
import io.mcpagent.domain.agent.UnusableAgent;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The agents of an installation: the assistant, which is always there, and those that people defined. */
public final class Agents {
    /** Answers where nobody else was asked for; an agent of the same name takes its place. */
    public static final Agent ASSISTANT = new Agent(
            new AgentName("assistant"),
            "Answers questions from the documents.",
            "You answer questions from the documents that you are shown.",
            Optional.empty(),
            List.of("search_passages", "read_document", "list_documents", "current_time", "calculator"),
            Set.of(),
            List.of(),
            AgentLimits.DEFAULT,
            1);

    private final AgentRepository defined;
    private final Models models;
    private final Authorization authorization;

    /** @param models those that an agent may answer with */
    public Agents(AgentRepository defined, Models models, Authorization authorization) {
        this.defined = defined;
        this.models = models;
        this.authorization = authorization;
    }

    /** @throws InvalidRequest as {@link #choose} does, for its model */
    Agent save(Agent agent) {
        return defined.save(answerable(agent));
    }

    /** The assistant that is always there takes the place of one that somebody defined. */
    boolean remove(AgentName name) {
        var removed = defined.remove(name);
        if (removed) authorization.forget(name.resource());
        return removed;
    }

    /** Where an agent is from. */
    enum Origin {
        BUILT_IN,
        DEFINED,
        /** Somebody's own in the place of the one that is always there. */
        OVERRIDES_BUILT_IN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Origin origin(Agent agent) {
        if (agent.equals(ASSISTANT)) return Origin.BUILT_IN;
        return agent.name().equals(ASSISTANT.name()) ? Origin.OVERRIDES_BUILT_IN : Origin.DEFINED;
    }

    /** Those that the caller may ask, by name. */
    public List<Agent> all(Caller caller) {
        return authorization.permitted(caller, Permission.READ, all(), Agent::resource);
    }

    /** Those that can be used, by name. Nobody steps in for an assistant of somebody's own that is broken. */
    private List<Agent> all() {
        var own = defined.all();
        var assistant = Stream.of(ASSISTANT)
                .filter(agent -> own.stream().noneMatch(other -> other.name().equals(agent.name())))
                .filter(agent -> broken(agent.name()).isEmpty());
        return Stream.concat(own.stream(), assistant)
                .sorted(Comparator.comparing(agent -> agent.name().value()))
                .toList();
    }

    /** What was defined, and can't be used, by name. */
    List<UnusableAgent> unusable() {
        return defined.unusable();
    }

    /** The same for those who can mend them; none for others. */
    List<UnusableAgent> unusable(Caller caller) {
        return caller.permissions().contains(Permission.DEFINE_AGENTS) ? unusable() : List.of();
    }

    private Optional<UnusableAgent> broken(AgentName name) {
        return unusable().stream()
                .filter(agent -> agent.name().equals(name.value()))
                .findFirst();
    }

    /** Also by one that can't be used. */
    boolean isTaken(AgentName name) {
        return broken(name).isPresent()
                || all().stream().anyMatch(agent -> agent.name().equals(name));
    }

    /**
     * The one that was asked for, else the one that the question is for.
     *
     * @param model to answer instead of the agent's own
     * @throws NotFound with code {@code agent_not_found}
     * @throws InvalidRequest with code {@code agent_invalid} when it can't be used, or {@code model_name_invalid} or {@code
     *     model_provider_unknown}
     */
    public Router.Choice choose(Caller caller, Optional<AgentName> wanted, Optional<String> model, String question) {
        var choice = wanted.map(name -> new Router.Choice(named(caller, name), "it was asked for"))
                .orElseGet(() -> routed(caller, question));
        var agent = model.map(choice.agent()::withModel).orElse(choice.agent());
        return new Router.Choice(answerable(agent), choice.reason());
    }

    private Router.Choice routed(Caller caller, String question) {
        var usable = all(caller);
        return Router.route(question, usable)
                .orElseGet(() -> new Router.Choice(
                        usable.stream()
                                .filter(agent -> agent.name().equals(ASSISTANT.name()))
                                .findFirst()
                                // Not there for the caller: it is told why.
                                .orElseGet(() -> named(caller, ASSISTANT.name())),
                        "no other agent's words are in the question"));
    }

    /** Throws what {@link #choose} would throw for any question. */
    void require(Caller caller, Optional<AgentName> wanted, Optional<String> model) {
        var own = wanted.map(name -> named(caller, name)).flatMap(Agent::model);
        models.of(model.or(() -> own));
    }

    /** One whose model can be had; no run is to begin that could only fail. */
    private Agent answerable(Agent agent) {
        models.of(agent.model());
        return agent;
    }

    /**
     * The one of that name, to be asked.
     *
     * @throws NotFound with code {@code agent_not_found} where the caller may not ask it either
     * @throws InvalidRequest with code {@code agent_invalid}
     */
    Agent named(Caller caller, AgentName name) {
        return authorization.permitted(
                caller, Permission.READ, usable(caller, name), Agent::resource, () -> missing(caller, name));
    }

    /**
     * The same, to be changed; empty where there is none that could be, as it is broken or not there.
     *
     * @throws NotFound with code {@code agent_not_found} for one that is there, and not for the caller
     * @throws io.mcpagent.domain.failure.Forbidden with code {@code grant_missing}, or {@code permission_missing} for the
     *     assistant
     */
    Optional<Agent> changeable(Caller caller, AgentName name) {
        var found = find(name);
        if (!decidesOverAssistant(caller, name, found))
            found.ifPresent(agent -> authorization.permitted(
                    caller, Permission.DEFINE_AGENTS, found, Agent::resource, () -> missing(caller, name)));
        return found;
    }

    /**
     * The same for what its owner alone may do.
     *
     * @throws NotFound with code {@code agent_not_found}
     * @throws io.mcpagent.domain.failure.Forbidden with code {@code grant_missing}, or {@code permission_missing} for the
     *     assistant
     */
    Agent owned(Caller caller, AgentName name) {
        var found = find(name);
        if (decidesOverAssistant(caller, name, found)) return found.orElseThrow(() -> missing(caller, name));
        return authorization.owned(
                caller, Permission.DEFINE_AGENTS, found, Agent::resource, () -> missing(caller, name));
    }

    /**
     * Whether it is the assistant, and the caller an administrator, who needs no more. Everybody who names no agent is
     * answered by it, so that it is nobody else's to change, but of whoever owns what stands in its place.
     *
     * @throws io.mcpagent.domain.failure.Forbidden with code {@code permission_missing}
     */
    private boolean decidesOverAssistant(Caller caller, AgentName name, Optional<Agent> found) {
        if (!name.equals(ASSISTANT.name())) return false;
        authorization.require(caller, Permission.DEFINE_AGENTS);
        if (caller.roles().contains(Role.ADMIN)) return true;
        if (found.flatMap(agent -> agent.audience().owner())
                .filter(caller.user()::equals)
                .isPresent()) return false;
        throw authorization.forbidden(
                caller,
                Permission.DEFINE_AGENTS,
                "The assistant answers whoever names no agent, so only an administrator changes it. Define an agent of another name.",
                "the assistant is for administrators to change");
    }

    private Optional<Agent> usable(Caller caller, AgentName name) {
        broken(name).ifPresent(agent -> {
            throw new InvalidRequest(
                    "agent_invalid", "The agent %s can't be used: %s".formatted(name.value(), reason(caller, agent)));
        });
        return find(name);
    }

    /** Where its files lie is for those who can mend them. */
    private static String reason(Caller caller, UnusableAgent agent) {
        return caller.permissions().contains(Permission.DEFINE_AGENTS)
                ? String.join("; ", agent.problems())
                : "who defines the agents here is told why.";
    }

    private Optional<Agent> find(AgentName name) {
        return all().stream().filter(agent -> agent.name().equals(name)).findFirst();
    }

    private NotFound missing(Caller caller, AgentName name) {
        var names = all(caller).stream().map(agent -> agent.name().value()).collect(Collectors.joining(", "));
        return new NotFound(
                "agent_not_found", "There is no agent named %s. There is: %s.".formatted(name.value(), names));
    }
}
