package io.mcpagent.adapter.mcp.protocol.legacy;

import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.OpenCall;
import io.mcpagent.adapter.mcp.protocol.ProgressJson;
import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.protocol.ServerRequest;
import io.mcpagent.adapter.mcp.protocol.Step;
import io.mcpagent.adapter.mcp.transport.Exchange;
import io.mcpagent.adapter.mcp.transport.WireFailure;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request of a session, which stays open while the server asks something. */
final class LegacyCall implements OpenCall {
    private final LegacyClient client;
    private final RequestId id;
    private final Exchange exchange;
    private final Map<String, RequestId> asked = new LinkedHashMap<>();
    private boolean isOver;

    LegacyCall(LegacyClient client, RequestId id, Exchange exchange) {
        this.client = client;
        this.id = id;
        this.exchange = exchange;
    }

    @Override
    public Step next(Duration patience) {
        return switch (exchange.next(patience)) {
            case Message.Notification(var method, var params) -> ProgressJson.read(params);
            case Message.Result(var answered, var result) -> {
                isOver = true;
                yield new Step.Done(result);
            }
            case Message.Failure(var answered, var error) -> {
                isOver = true;
                yield error.code() == RpcError.URL_ELICITATION_REQUIRED && client.allows(ServerRequest.ELICITATION)
                        ? visits(error)
                        : new Step.Failed(error);
            }
            case Message.Request request -> question(request);
        };
    }

    private Step question(Message.Request request) {
        var key = switch (request.id()) {
            case RequestId.Text(var text) -> text;
            case RequestId.Numeric(var number) -> number.toPlainString();
        };
        asked.put(key, request.id());
        client.waits(request.id(), exchange);
        return new Step.Asked(
                Map.of(key, new ServerRequest(request.method(), request.params())), Optional.empty(), true);
    }

    /** Addresses that have to be opened before the same request is made again. */
    private static Step visits(RpcError error) {
        if (!(error.data().orElseGet(Json.Null::new) instanceof Json.Obj data)) return new Step.Failed(error);
        var questions = new LinkedHashMap<String, ServerRequest>();
        for (var each : new Members(data, "The error").objects("elicitations"))
            questions.put(
                    new Members(each, "An elicitation")
                            .findString("elicitationId")
                            .orElse("visit-" + questions.size()),
                    new ServerRequest(ServerRequest.ELICITATION, each));
        return questions.isEmpty() ? new Step.Failed(error) : new Step.Asked(questions, Optional.empty(), false);
    }

    @Override
    public void answer(String key, Json.Obj result) {
        client.send(new Message.Result(taken(key), result));
    }

    @Override
    public void refuse(String key, RpcError error) {
        client.send(new Message.Failure(taken(key), error));
    }

    private RequestId taken(String key) {
        var request = asked.remove(key);
        if (request == null) throw new IllegalArgumentException("no question of this call: " + key);
        client.goesOn(request);
        return request;
    }

    @Override
    public void close() {
        client.ended(exchange);
        if (!isOver) {
            isOver = true;
            cancel();
        }
        exchange.close();
    }

    private void cancel() {
        try {
            client.send(new Message.Notification(
                    "notifications/cancelled",
                    Json.object()
                            .with("requestId", id.json())
                            .with("reason", Json.of("Nobody waits for it any more."))));
        } catch (WireFailure gone) {
            // Then nothing is under way there any more.
            exchange.close();
        }
    }
}
