package io.mcpagent.adapter.cli.tool;

import io.mcpagent.domain.tool.ToolServerName;
import java.net.URI;

/** The caller's own sign-ins with tool servers, kept on this machine, or on a server. */
public interface ToolSignIns {
    /** Where a browser goes to sign in, and with what it comes back to {@code back}. */
    URI begin(ToolServerName server, URI back);

    /** Signs in with what it came back with; answers with which server that was. */
    String finish(String answer);

    void end(ToolServerName server);
}
