package io.mcpagent.adapter.mcp.server.stdio;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageWriter;
import io.mcpagent.adapter.mcp.server.dispatch.Outlet;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages to a client, each a line. Whoever waits for the client here waits for a pipe, which is all that there is. */
record LineOutlet(OutputStream out) implements Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(LineOutlet.class);

    @Override
    public void send(Message message) {
        var json = MessageWriter.bytes(message);
        var line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        synchronized (out) {
            try {
                out.write(line);
                out.flush();
            } catch (IOException gone) {
                LOG.debug("The client is gone", gone);
            }
        }
    }
}
