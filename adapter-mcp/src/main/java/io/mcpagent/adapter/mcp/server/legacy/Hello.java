package io.mcpagent.adapter.mcp.server.legacy;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.Revision;
import io.mcpagent.adapter.mcp.server.dispatch.RpcFailure;
import io.mcpagent.adapter.mcp.server.offer.ClientFeatures;
import io.mcpagent.adapter.mcp.server.offer.Identity;
import io.mcpagent.domain.json.Json;

/**
 * How a client began a session.
 *
 * @param revision that is spoken from now on
 */
public record Hello(Revision revision, ClientFeatures client) {
    public static final String METHOD = "initialize";

    /**
     * Reads it off a request.
     *
     * @throws RpcFailure when it is no {@code initialize}
     */
    public static Hello read(Message.Request request) {
        try {
            var in = new Members(request.params(), METHOD);
            var revision = Revision.of(in.string("protocolVersion"))
                    .filter(known -> known.era() == Revision.Era.LEGACY)
                    // It goes on, or not, when it reads which one we speak.
                    .orElse(Revision.NEWEST_LEGACY);
            return new Hello(revision, ClientFeatures.of(in.object("capabilities")));
        } catch (Malformed malformed) {
            throw RpcFailure.of(malformed);
        }
    }

    Json.Obj answer(Identity identity) {
        var tells = identity.tells();
        return Json.object()
                .with("protocolVersion", Json.of(revision.text()))
                .with(
                        "capabilities",
                        Json.object()
                                .with("tools", Json.object().with("listChanged", Json.of(tells.tools())))
                                .with("prompts", Json.object().with("listChanged", Json.of(tells.prompts())))
                                .with(
                                        "resources",
                                        Json.object()
                                                .with("listChanged", Json.of(tells.resources()))
                                                .with("subscribe", Json.of(tells.updates())))
                                .with("completions", Json.object())
                                .with("logging", Json.object()))
                .with(
                        "serverInfo",
                        Json.object()
                                .with("name", Json.of(identity.name()))
                                .with("title", Json.of(identity.title()))
                                .with("version", Json.of(identity.version())))
                .with("instructions", Json.of(identity.instructions()));
    }
}
