package io.mcpagent.application.access;

import io.mcpagent.domain.access.AuditEntry;
import io.mcpagent.domain.access.AuditedResource;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.json.Json;
import java.util.Locale;

/** Audit entries as programs read them, the same over HTTP and on the command line. */
public final class AuditJson {
    private AuditJson() {}

    public static Json.Obj of(AuditEntry entry) {
        return Json.object()
                .with("id", Json.of(entry.id().value().toString()))
                .with("at", Json.of(entry.at()))
                .with("user", entry.actor().user().map(UserId::value).map(Json::of))
                .with(
                        "api_key",
                        entry.actor().key().map(key -> Json.of(key.value().toString())))
                .with("request_id", entry.actor().request().map(Json::of))
                .with("action", Json.of(entry.action().name()))
                .with("resource", entry.resource().map(AuditJson::of))
                .with("outcome", Json.of(entry.outcome().name().toLowerCase(Locale.ROOT)));
    }

    private static Json.Obj of(AuditedResource resource) {
        return Json.object().with("kind", Json.of(resource.kind())).with("id", Json.of(resource.id()));
    }

    public static Json.Obj of(AuditVerdict verdict) {
        return switch (verdict) {
            case AuditVerdict.Intact intact ->
                Json.object()
                        .with("intact", Json.of(true))
                        .with("entries", Json.of(intact.entries()))
                        .with("seals", Json.of(intact.seals()))
                        .with("unsealed", Json.of(intact.unsealed()))
                        .with("anchor", intact.anchor().map(anchor -> Json.of(anchor.text())));
            case AuditVerdict.Broken broken ->
                Json.object()
                        .with("intact", Json.of(false))
                        .with("finding", Json.of(broken.finding().name().toLowerCase(Locale.ROOT)))
                        .with("seal", Json.of(broken.seal()))
                        .with(
                                "entry",
                                broken.entry().map(id -> Json.of(id.value().toString())))
                        .with("message", Json.of(broken.message()));
        };
    }
}
