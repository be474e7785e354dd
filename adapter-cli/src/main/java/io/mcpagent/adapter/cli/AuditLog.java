package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.AuditAnchor;
import io.mcpagent.domain.access.AuditQuery;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Who did what, as the API writes it; of this machine, or of a server. */
interface AuditLog {
    /** The newest first. */
    List<Json.Obj> search(AuditQuery query, int limit);

    /** Hands over all, the oldest first, as they are read; returns only when that was all. */
    void export(AuditQuery query, Consumer<? super Json.Obj> to);

    /** What {@code AuditJson} writes of a verdict. */
    Json.Obj verify(Optional<AuditAnchor> anchor);
}
