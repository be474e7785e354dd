package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import java.time.Duration;

/** A request that is under way. Used by one thread at a time. */
public interface OpenCall extends AutoCloseable {
    /**
     * What comes next; nothing does after {@link Step.Done}, {@link Step.Failed}, or {@link Step.Asked} that is not held
     * open.
     *
     * @param patience for how long nothing may come
     * @throws io.mcpagent.adapter.mcp.transport.WireFailure when the connection does not do its part
     * @throws Malformed when what comes is not what the revision says
     */
    Step next(Duration patience);

    /** Answers a question of a call that is held open. */
    void answer(String key, Json.Obj result);

    /** Says that it is not answered. */
    void refuse(String key, RpcError error);

    /** Tells the server that nobody waits for it any more, unless it has answered. */
    @Override
    void close();
}
