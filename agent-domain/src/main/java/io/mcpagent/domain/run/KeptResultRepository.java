package io.mcpagent.domain.run;

import java.util.Optional;

/** Results of tools that are too long for the log of their run. They are deleted with it. */
public interface KeptResultRepository {
    /** Within the transaction that records it; the same call again replaces what was kept. */
    void keep(RunId run, String callId, String text);

    Optional<String> find(RunId run, String callId);
}
