package io.mcpagent.adapter.mcp.server.platform;

import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.LogLevel;
import io.mcpagent.application.run.RunFollower;
import io.mcpagent.application.run.RunJson;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.AgentSelected;
import io.mcpagent.domain.run.RunEvent.PassagesRetrieved;
import io.mcpagent.domain.run.RunEvent.ToolRequested;
import io.mcpagent.domain.run.StreamPosition;
import java.util.Optional;

/** Tells a client how far a run is: as many steps as there are events, of which nobody knows how many there will be. */
final class RunProgress implements RunFollower {
    private static final String RUN_LOG = "run";

    private final Exchange exchange;

    RunProgress(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void event(RecordedEvent event) {
        var name = RunJson.name(event);
        exchange.progress((double) event.seq(), Optional.empty(), message(event, name));
        exchange.log(
                LogLevel.DEBUG,
                RUN_LOG,
                Json.object()
                        .with("run_id", Json.of(event.run().value().toString()))
                        .with("seq", Json.of(event.seq()))
                        .with("event", Json.of(name)));
    }

    private static String message(RecordedEvent event, String name) {
        return switch (event.event()) {
            case AgentSelected(var agent, var reason) ->
                "%s answers: %s".formatted(agent.name().value(), reason);
            case PassagesRetrieved(var passages) -> "%d passages were found".formatted(passages.size());
            case ToolRequested requested ->
                "%s is called".formatted(requested.call().tool());
            default -> name;
        };
    }

    @Override
    public void text(StreamPosition at, String text) {
        // The answer comes whole; a client that wants it word by word has the HTTP API.
    }

    @Override
    public void idle() {
        // The stream to the client keeps itself awake.
    }
}
