package io.mcpagent.adapter.mcp.protocol.modern;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.OpenCall;
import io.mcpagent.adapter.mcp.protocol.ProgressJson;
import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.protocol.ServerRequest;
import io.mcpagent.adapter.mcp.protocol.Step;
import io.mcpagent.adapter.mcp.transport.Exchange;
import io.mcpagent.adapter.mcp.transport.Wire;
import io.mcpagent.adapter.mcp.transport.WireFailure;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request whose result may be that the server has to know more. */
final class ModernCall implements OpenCall {
    private final Wire wire;
    private final RequestId id;
    private final Exchange exchange;
    private boolean isOver;

    ModernCall(Wire wire, RequestId id, Exchange exchange) {
        this.wire = wire;
        this.id = id;
        this.exchange = exchange;
    }

    @Override
    public Step next(Duration patience) {
        return switch (exchange.next(patience)) {
            case Message.Notification(var method, var params) -> ProgressJson.read(params);
            case Message.Result(var answered, var result) -> {
                isOver = true;
                yield result(result);
            }
            case Message.Failure(var answered, var error) -> {
                isOver = true;
                yield new Step.Failed(error);
            }
            case Message.Request request -> throw new IllegalStateException("requests are not offered");
        };
    }

    private static Step result(Json.Obj result) {
        var type = new Members(result, "The result").findString("resultType").orElse("complete");
        return switch (type) {
            case "complete" -> new Step.Done(result);
            case "input_required" -> asked(new Members(result, "The result"));
            default ->
                throw new Malformed(
                        RpcError.INVALID_REQUEST, "The result is of a type that is not known.", Optional.empty());
        };
    }

    private static Step asked(Members result) {
        var questions = new LinkedHashMap<String, ServerRequest>();
        result.findObject("inputRequests")
                .map(Json.Obj::members)
                .orElse(Map.of())
                .forEach((key, value) -> {
                    if (!(value instanceof Json.Obj question))
                        throw new Malformed(
                                RpcError.INVALID_REQUEST, "An input request is no object.", Optional.empty());
                    var in = new Members(question, "An input request");
                    questions.put(
                            key,
                            new ServerRequest(
                                    in.string("method"), in.findObject("params").orElseGet(Json::object)));
                });
        var state = result.findString("requestState");
        if (questions.isEmpty() && state.isEmpty())
            throw new Malformed(RpcError.INVALID_REQUEST, "The server asks for input, and for none.", Optional.empty());
        return new Step.Asked(questions, state, false);
    }

    @Override
    public void answer(String key, Json.Obj result) {
        throw new IllegalStateException("no call of this revision is held open");
    }

    @Override
    public void refuse(String key, RpcError error) {
        throw new IllegalStateException("no call of this revision is held open");
    }

    @Override
    public void close() {
        if (!isOver) {
            isOver = true;
            if (!exchange.isCancelledByClosing()) cancel();
        }
        exchange.close();
    }

    private void cancel() {
        try {
            wire.send(
                    new Message.Notification(
                            "notifications/cancelled", Json.object().with("requestId", id.json())),
                    Map.of());
        } catch (WireFailure gone) {
            // Then nothing is under way there any more.
            exchange.close();
        }
    }
}
