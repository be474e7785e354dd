package io.mcpagent.adapter.mcp.server.platform;

import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.NotOffered;
import io.mcpagent.adapter.mcp.server.offer.OfferedTool;
import io.mcpagent.adapter.mcp.server.offer.OfferedTool.Hints;
import io.mcpagent.adapter.mcp.server.offer.Outcome;
import io.mcpagent.adapter.mcp.server.offer.ToolResult;
import io.mcpagent.application.agent.AgentService;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Asking: whichever agent fits, or one of them by a tool of its own. */
final class AgentTools implements PlatformTool {
    private static final String ASK = "ask";
    private static final String ASK_AGENT = "ask_";

    private static final Json.Obj QUESTION = Schemas.text("The question, in words as to a person.");
    private static final Json.Obj SESSION =
            Schemas.text("The session_id of an earlier answer, to go on with that conversation.");
    private static final Json.Obj COLLECTIONS =
            Schemas.texts("Names of the collections to look into; all that you may read if left out.");
    private static final Json.Obj ASKS_ONE = Schemas.object(
            Json.object()
                    .with("question", QUESTION)
                    .with("collections", COLLECTIONS)
                    .with("session_id", SESSION),
            "question");
    private static final Json.Obj ASKS_ANY = Schemas.object(
            Json.object()
                    .with("question", QUESTION)
                    .with(
                            "agent",
                            Schemas.text("The name of the agent that is to answer; the one that fits if left out."))
                    .with("collections", COLLECTIONS)
                    .with("session_id", SESSION),
            "question");

    private final AgentService agents;
    private final Asking asking;

    AgentTools(AgentService agents, Asking asking) {
        this.agents = agents;
        this.asking = asking;
    }

    @Override
    public List<OfferedTool> list(Caller caller) {
        if (!caller.permissions().containsAll(Set.of(Permission.ASK, Permission.READ))) return List.of();
        return Stream.concat(Stream.of(any()), agents.agents(caller).stream().map(AgentTools::one))
                .toList();
    }

    private static OfferedTool any() {
        return new OfferedTool(
                ASK,
                "Ask",
                "Answers a question over the documents, with citations, by whichever agent fits.",
                ASKS_ANY,
                Optional.of(Asking.ANSWER),
                Hints.ACTS);
    }

    private static OfferedTool one(Agent agent) {
        var name = agent.name().value();
        var about = agent.description().isBlank() ? "Asks the agent " + name + "." : agent.description();
        return new OfferedTool(
                ASK_AGENT + name, "Ask " + name, about, ASKS_ONE, Optional.of(Asking.ANSWER), Hints.ACTS);
    }

    @Override
    public boolean has(String name) {
        return name.equals(ASK) || name.startsWith(ASK_AGENT);
    }

    @Override
    public Outcome<ToolResult> call(Exchange exchange, String name, Json.Obj arguments) {
        if (list(exchange.caller()).stream().noneMatch(tool -> tool.name().equals(name)))
            throw new NotOffered("There is no such tool. tools/list lists those that are there.");
        var in = new Members(arguments, "The arguments object");
        var agent = name.equals(ASK)
                ? in.findString("agent").map(AgentName::new)
                : Optional.of(new AgentName(name.substring(ASK_AGENT.length())));
        var request = new AskRequest(
                in.string("question"),
                Set.copyOf(in.strings("collections")),
                agent,
                Optional.empty(),
                in.findString("session_id").map(AgentTools::session));
        return asking.ask(exchange, request.traced(exchange.trace()));
    }

    private static ConversationId session(String text) {
        try {
            return new ConversationId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("session_id_invalid", "A session_id is one of an earlier answer, or left out.");
        }
    }
}
