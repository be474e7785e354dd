package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What comes of a request that is under way. */
public sealed interface Step {
    /** It is worked on. The message is the server's. */
    record Progress(double progress, Optional<Double> total, Optional<String> message) implements Step {}

    record Done(Json.Obj result) implements Step {}

    record Failed(RpcError error) implements Step {}

    /**
     * It can't go on without answers.
     *
     * @param questions by their keys
     * @param state to be given back as it is
     * @param isHeld whether the answers go to this very call; else the request is made again with them
     */
    record Asked(Map<String, ServerRequest> questions, Optional<String> state, boolean isHeld) implements Step {
        public Asked {
            questions = Collections.unmodifiableMap(new LinkedHashMap<>(questions));
        }
    }
}
