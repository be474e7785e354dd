package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.AuditAnchor;
import io.mcpagent.application.access.AuditJson;
import io.mcpagent.application.access.AuditService;
import io.mcpagent.domain.access.AuditQuery;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** That of the data directory. */
record LocalAuditLog(AuditService service) implements AuditLog {
    @Override
    public List<Json.Obj> search(AuditQuery query, int limit) {
        return service.search(Caller.LOCAL_OWNER, query, Optional.empty(), limit).stream()
                .map(AuditJson::of)
                .toList();
    }

    @Override
    public void export(AuditQuery query, Consumer<? super Json.Obj> to) {
        service.export(Caller.LOCAL_OWNER, query, entry -> to.accept(AuditJson.of(entry)));
    }

    @Override
    public Json.Obj verify(Optional<AuditAnchor> anchor) {
        return AuditJson.of(service.verify(Caller.LOCAL_OWNER, anchor));
    }
}
