package io.mcpagent.adapter.cli;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequestId;
import java.util.List;

/** What runs ask people, on this machine or on a server. */
interface Inbox {
    /** As the API writes it, the oldest first. */
    List<Json.Obj> waiting();

    /** One of them, the same. */
    Json.Obj find(InputRequestId id);

    /** The run that asked, which goes on, seen from its question. */
    FollowedRun answer(InputRequestId id, InputAnswer answer);
}
