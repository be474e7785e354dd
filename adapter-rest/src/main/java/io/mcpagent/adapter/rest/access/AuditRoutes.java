package io.mcpagent.adapter.rest.access;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.JsonLines;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.application.access.AuditAnchor;
import io.mcpagent.application.access.AuditJson;
import io.mcpagent.application.access.AuditService;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.AuditEntryId;
import io.mcpagent.domain.access.AuditQuery;
import io.mcpagent.domain.access.UserId;
import java.util.Optional;

/** Who did what. */
public final class AuditRoutes {
    private final AuditService audit;

    public AuditRoutes(AuditService audit) {
        this.audit = audit;
    }

    public Section section() {
        return new Section(
                "audit",
                "Who changed what, and whether anybody changed that.",
                filtered(Operation.get(
                                "/audit", "listAudit", "Lists what was done or refused, newest first.", this::list))
                        .pagedById(AccessSchemas.AUDIT_ENTRY, "AuditPage"),
                filtered(Operation.get(
                                "/audit/export",
                                "exportAudit",
                                "Writes what was done or refused as JSON lines, oldest first.",
                                this::export))
                        .answers(200, JsonLines.MEDIA_TYPE, AccessSchemas.AUDIT_ENTRY),
                Operation.get(
                                "/audit/verification",
                                "verifyAudit",
                                "Says whether an entry was changed, dropped, added or moved, and which one first.",
                                this::verify)
                        .takes("anchor", "The anchor of an earlier verification, kept elsewhere.", Schema.filled())
                        .answers(200, AccessSchemas.AUDIT_VERDICT)
                        .refuses(422));
    }

    private static Operation filtered(Operation operation) {
        return operation
                .takes("user", "The id of who did it.", Schema.filled())
                .takes("action", "What was done, as in user.created.", Schema.matching("[a-z_]+\\.[a-z_]+"))
                .takes("resource_kind", "With what kind of thing.", Schema.filled())
                .takes("resource_id", "With which.", Schema.filled())
                .takes("from", "Not before.", Schema.time())
                .takes("until", "Not after.", Schema.time());
    }

    /** The newest first, by {@code user}, {@code action}, {@code resource_kind}, {@code resource_id}, {@code from}, {@code until}. */
    private void list(Context context) {
        var fields = Fields.ofQuery(context);
        var query = query(fields);
        var limit = Page.limit(fields);
        var after = fields.optionalId("after").map(AuditEntryId::new);
        fields.done();
        var found = audit.search(Callers.of(context), query, after, limit + 1);
        Answers.ok(
                context,
                Page.of(found, limit, AuditJson::of, entry -> entry.id().value().toString()));
    }

    /** The oldest first, one object a line, written as it is read. */
    private void export(Context context) {
        var fields = Fields.ofQuery(context);
        var query = query(fields);
        fields.done();
        var caller = Callers.of(context);
        audit.requireReads(caller);
        JsonLines.send(context, lines -> audit.export(caller, query, entry -> lines.accept(AuditJson.of(entry))));
    }

    /** With {@code anchor}, against one that was kept elsewhere. */
    private void verify(Context context) {
        var fields = Fields.ofQuery(context);
        var anchor = fields.optionalText("anchor");
        fields.done();
        Answers.ok(context, AuditJson.of(audit.verify(Callers.of(context), anchor.map(AuditAnchor::parse))));
    }

    private static AuditQuery query(Fields fields) {
        return new AuditQuery(
                fields.optionalText("user").map(UserId::new),
                action(fields),
                fields.optionalText("resource_kind"),
                fields.optionalText("resource_id"),
                fields.optionalTime("from"),
                fields.optionalTime("until"));
    }

    private static Optional<AuditAction> action(Fields fields) {
        try {
            return fields.optionalText("action").map(AuditAction::new);
        } catch (IllegalArgumentException noAction) {
            fields.add("action", "has to be two words with a dot, as in user.created");
            return Optional.empty();
        }
    }
}
