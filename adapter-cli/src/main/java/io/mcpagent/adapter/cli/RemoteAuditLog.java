package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.AuditAnchor;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.AuditQuery;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** That of a server. */
record RemoteAuditLog(ServerClient server) implements AuditLog {
    @Override
    public List<Json.Obj> search(AuditQuery query, int limit) {
        var parameters = written(query);
        return server.list("/audit?" + parameters + (parameters.isEmpty() ? "" : "&"), limit);
    }

    @Override
    public void export(AuditQuery query, Consumer<? super Json.Obj> to) {
        server.lines("/audit/export?" + written(query), to);
    }

    @Override
    public Json.Obj verify(Optional<AuditAnchor> anchor) {
        return server.get("/audit/verification?"
                + parameter("anchor", anchor.map(AuditAnchor::text)).collect(Collectors.joining()));
    }

    private static String written(AuditQuery query) {
        return Stream.of(
                        parameter("user", query.user().map(UserId::value)),
                        parameter("action", query.action().map(AuditAction::name)),
                        parameter("resource_kind", query.resourceKind()),
                        parameter("resource_id", query.resourceId()),
                        parameter("from", query.from().map(Instant::toString)),
                        parameter("until", query.until().map(Instant::toString)))
                .flatMap(part -> part)
                .collect(Collectors.joining("&"));
    }

    private static Stream<String> parameter(String name, Optional<String> value) {
        return value.stream().map(text -> name + "=" + ServerClient.encoded(text));
    }
}
