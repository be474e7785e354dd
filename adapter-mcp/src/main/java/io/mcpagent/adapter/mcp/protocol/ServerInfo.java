package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import java.util.Optional;

/**
 * What a server says of itself.
 *
 * @param name for people
 * @param instructions about its use
 */
public record ServerInfo(
        String name, String version, Revision revision, Json.Obj capabilities, Optional<String> instructions) {
    /** Whether it has a feature at all, as in {@code tools}. */
    public boolean has(String capability) {
        return capabilities.get(capability).isPresent();
    }

    /** Whether it has a part of a feature, as in {@code tools} with {@code listChanged}. */
    public boolean has(String capability, String part) {
        return capabilities.get(capability).orElseGet(Json.Null::new) instanceof Json.Obj parts
                && parts.get(part).equals(Optional.of(Json.of(true)));
    }

    /** Out of the object that servers name themselves by; what is missing there has a stand-in. */
    public static ServerInfo of(
            Optional<Json.Obj> implementation,
            Revision revision,
            Json.Obj capabilities,
            Optional<String> instructions) {
        var said = new Members(implementation.orElseGet(Json::object), "The server's name");
        return new ServerInfo(
                said.findString("title").or(() -> said.findString("name")).orElse("unnamed"),
                said.findString("version").orElse("unknown"),
                revision,
                capabilities,
                instructions);
    }
}
