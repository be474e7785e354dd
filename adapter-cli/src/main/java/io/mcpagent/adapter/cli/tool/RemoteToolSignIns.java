package io.mcpagent.adapter.cli.tool;

import io.mcpagent.adapter.cli.Members;
import io.mcpagent.adapter.cli.ServerClient;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServerName;
import java.net.URI;

/** Those of whoever calls a server. */
public record RemoteToolSignIns(ServerClient server) implements ToolSignIns {
    @Override
    public URI begin(ToolServerName name, URI back) {
        var begun = server.post(path(name), Json.object().with("redirect_uri", Json.of(back.toString())));
        return URI.create(Members.text(begun, "url"));
    }

    @Override
    public String finish(String answer) {
        var finished = server.post("/tool-servers/sign-in/finish", Json.object().with("answer", Json.of(answer)));
        return Members.text(finished, "tool_server");
    }

    @Override
    public void end(ToolServerName name) {
        server.delete(path(name));
    }

    private static String path(ToolServerName name) {
        return "/tool-servers/%s/sign-in".formatted(ServerClient.segment(name.value()));
    }
}
