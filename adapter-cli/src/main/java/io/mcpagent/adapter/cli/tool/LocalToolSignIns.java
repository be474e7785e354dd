package io.mcpagent.adapter.cli.tool;

import io.mcpagent.application.tool.ToolSignInService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.tool.ToolServerName;
import java.net.URI;

/** Those of the owner of this machine's data directory. */
public record LocalToolSignIns(ToolSignInService service) implements ToolSignIns {
    @Override
    public URI begin(ToolServerName server, URI back) {
        return service.begin(Caller.LOCAL_OWNER, server, back);
    }

    @Override
    public String finish(String answer) {
        return service.finish(Caller.LOCAL_OWNER, answer).value();
    }

    @Override
    public void end(ToolServerName server) {
        service.end(Caller.LOCAL_OWNER, server);
    }
}
