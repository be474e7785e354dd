package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads messages: UTF-8, JSON without a key twice, JSON-RPC 2.0. */
public final class MessageReader {
    private MessageReader() {}

    /**
     * One message.
     *
     * @throws Malformed for anything else, a batch included
     */
    public static Message one(byte[] bytes) {
        return message(JsonBytes.read(bytes));
    }

    /**
     * One message, or the messages of a batch (revision 2025-03-26).
     *
     * @throws Malformed also for an empty batch
     */
    public static List<Message> some(byte[] bytes) {
        return switch (JsonBytes.read(bytes)) {
            case Json.Arr(var elements)
            when elements.isEmpty() -> throw invalid("A batch is not empty.", Optional.empty());
            case Json.Arr(var elements) ->
                elements.stream().map(MessageReader::message).toList();
            case Json single -> List.of(message(single));
        };
    }

    private static Message message(Json json) {
        if (!(json instanceof Json.Obj object)) throw invalid("A message is an object.", Optional.empty());
        var id = id(object);
        if (!object.get("jsonrpc").equals(Optional.of(Json.of("2.0"))))
            throw invalid("A message has \"jsonrpc\": \"2.0\".", id);
        var kinds = Stream.of("method", "result", "error")
                .filter(object.members()::containsKey)
                .count();
        if (kinds != 1) throw invalid("A message has one of method, result and error.", id);
        if (object.get("method").isPresent()) return call(object, id);
        return object.get("error").isPresent() ? failure(object, id) : result(object, id);
    }

    private static Message call(Json.Obj object, Optional<RequestId> id) {
        if (!(object.members().get("method") instanceof Json.Str(var method)))
            throw invalid("A method is a string.", id);
        var params = object.get("params").orElseGet(Json::object);
        if (!(params instanceof Json.Obj named)) throw invalid("Parameters are an object.", id);
        if (!object.members().containsKey("id")) return new Message.Notification(method, named);
        return new Message.Request(required(id), method, named);
    }

    private static Message result(Json.Obj object, Optional<RequestId> id) {
        if (!(object.members().get("result") instanceof Json.Obj result)) throw invalid("A result is an object.", id);
        return new Message.Result(required(id), result);
    }

    private static Message failure(Json.Obj object, Optional<RequestId> id) {
        if (!(object.members().get("error") instanceof Json.Obj error)
                || !(error.members().get("code") instanceof Json.Num(var code))
                || !(error.members().get("message") instanceof Json.Str(var message)))
            throw invalid("An error is an object with a code and a message.", id);
        try {
            return new Message.Failure(id, new RpcError(code.intValueExact(), message, error.get("data")));
        } catch (ArithmeticException e) {
            throw invalid("The code of an error is a whole number of 32 bits.", id);
        }
    }

    private static RequestId required(Optional<RequestId> id) {
        return id.orElseThrow(() -> invalid("An id is a string or a whole number.", Optional.empty()));
    }

    private static Optional<RequestId> id(Json.Obj object) {
        return RequestId.in(object.get("id"));
    }

    private static Malformed invalid(String message, Optional<RequestId> id) {
        return new Malformed(RpcError.INVALID_REQUEST, message, id);
    }
}
