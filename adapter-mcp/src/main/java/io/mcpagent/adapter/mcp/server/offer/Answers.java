package io.mcpagent.adapter.mcp.server.offer;

import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.domain.json.Json;
import java.util.Map;
import java.util.Optional;

/**
 * What came of the requests of the round before.
 *
 * @param responses by the key of what was asked, and whatever else the client sent; untrusted
 * @param state what was given along with the requests, which nobody changed since
 */
public record Answers(Map<String, Json.Obj> responses, Optional<Json.Obj> state) {
    public static final Answers NONE = new Answers(Map.of(), Optional.empty());

    public Answers {
        responses = Map.copyOf(responses);
    }

    /** What a person did with a form or an address. */
    public sealed interface Elicited {
        record Accepted(Json.Obj content) implements Elicited {}

        record Declined() implements Elicited {}

        record Dismissed() implements Elicited {}
    }

    public Optional<Json.Obj> response(String key) {
        return Optional.ofNullable(responses.get(key));
    }

    /**
     * What a person did.
     *
     * @throws io.mcpagent.adapter.mcp.protocol.Malformed when it is no answer to a form or an address
     */
    public Optional<Elicited> elicited(String key) {
        return response(key).map(response -> {
            var in = new Members(response, "The answer to " + key);
            return switch (in.string("action")) {
                case "accept" -> new Elicited.Accepted(in.findObject("content").orElseGet(Json::object));
                case "decline" -> new Elicited.Declined();
                default -> new Elicited.Dismissed();
            };
        });
    }
}
