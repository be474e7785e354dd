package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.transaction.Columns;
import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.AuditActor;
import io.mcpagent.domain.access.AuditEntry;
import io.mcpagent.domain.access.AuditEntryId;
import io.mcpagent.domain.access.AuditHash;
import io.mcpagent.domain.access.AuditOutcome;
import io.mcpagent.domain.access.AuditSeal;
import io.mcpagent.domain.access.AuditSeal.Leaf;
import io.mcpagent.domain.access.AuditedResource;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entries and seals as rows. Somebody may have written anything into these. */
final class AuditRows {
    static final String ENTRY = "id, at, user_id, api_key_id, request_id, action, resource_kind, resource_id, outcome";

    private AuditRows() {}

    static @Nullable Object[] of(AuditEntry entry) {
        return new @Nullable Object[] {
            id(entry.id()),
            Columns.micros(entry.at()),
            entry.actor().user().map(UserId::value).orElse(null),
            entry.actor().key().map(key -> key.value().toString()).orElse(null),
            entry.actor().request().orElse(null),
            entry.action().name(),
            entry.resource().map(AuditedResource::kind).orElse(null),
            entry.resource().map(AuditedResource::id).orElse(null),
            Columns.name(entry.outcome())
        };
    }

    static AuditEntry entry(Row row) throws SQLException {
        try {
            return new AuditEntry(
                    new AuditEntryId(Columns.uuid(row, "id")),
                    Columns.instant(row, "at"),
                    actor(row),
                    new AuditAction(row.getString("action")),
                    resource(row),
                    Columns.value(AuditOutcome.class, row.getString("outcome")));
        } catch (RuntimeException damaged) {
            throw unreadable("entry " + row.getString("id"), damaged);
        }
    }

    private static AuditActor actor(Row row) throws SQLException {
        return new AuditActor(
                Optional.ofNullable(row.getStringOrNull("user_id")).map(UserId::new),
                Optional.ofNullable(row.getStringOrNull("api_key_id")).map(key -> new ApiKeyId(UUID.fromString(key))),
                Optional.ofNullable(row.getStringOrNull("request_id")));
    }

    private static Optional<AuditedResource> resource(Row row) throws SQLException {
        var kind = row.getStringOrNull("resource_kind");
        var id = row.getStringOrNull("resource_id");
        return kind == null && id == null
                ? Optional.empty()
                : Optional.of(new AuditedResource(String.valueOf(kind), String.valueOf(id)));
    }

    static AuditSeal seal(Row row) throws SQLException {
        var number = row.getLong("number");
        try {
            return new AuditSeal(
                    number,
                    new AuditHash(row.getString("previous")),
                    Columns.instant(row, "sealed_at"),
                    leaves(row.getString("entries")),
                    new AuditHash(row.getString("hash")));
        } catch (RuntimeException damaged) {
            throw unreadable("seal " + number, damaged);
        }
    }

    static String leaves(AuditSeal seal) {
        return seal.entries().stream()
                .map(leaf -> id(leaf.id()) + " " + leaf.hash().value())
                .collect(Collectors.joining("\n"));
    }

    private static List<Leaf> leaves(String text) {
        return text.lines().map(AuditRows::leaf).toList();
    }

    private static Leaf leaf(String line) {
        var space = line.indexOf(' ');
        if (space < 0) throw new IllegalArgumentException("a line without a hash");
        return new Leaf(
                new AuditEntryId(UUID.fromString(line.substring(0, space))), new AuditHash(line.substring(space + 1)));
    }

    static String id(AuditEntryId id) {
        return id.value().toString();
    }

    private static UpstreamFailure unreadable(String what, RuntimeException cause) {
        return new UpstreamFailure(
                "audit_unreadable",
                "The audit %s was changed, so that it can't be read.".formatted(what),
                false,
                cause);
    }
}
