package io.mcpagent.adapter.persistence.tool;

import io.mcpagent.adapter.persistence.json.JsonText;
import io.mcpagent.adapter.persistence.transaction.Columns;
import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.tool.PinState;
import io.mcpagent.domain.tool.PinState.Approval;
import io.mcpagent.domain.tool.PinnedTool;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ServedToolJson;
import io.mcpagent.domain.tool.ToolServerName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pin. Versions are counted as those of a {@link ToolServerRow}. */
@Entity
@Table(name = "tool_pins")
@SuppressWarnings("NullAway.Init")
class ToolPinRow {
    static final String APPROVED = "approved";

    @Id
    private String name;

    private String server;
    private String state;
    private @Nullable String approved;
    private String newest;

    @Column(name = "newest_hash")
    private String newestHash;

    @Column(name = "decided_by")
    private @Nullable String decidedBy;

    @Column(name = "decided_at")
    private @Nullable Long decidedAt;

    @Column(name = "annotations_confirmed")
    private long annotationsConfirmed;

    @Version
    private long version;

    /** For Hibernate. */
    ToolPinRow() {}

    static ToolPinRow of(PinnedTool pin) {
        var row = new ToolPinRow();
        row.name = pin.name();
        row.server = pin.server().value();
        row.newest = text(pin.state().newest());
        row.newestHash = pin.hash().value();
        row.version = Math.max(0, pin.version() - 1);
        switch (pin.state()) {
            case PinState.Waiting waiting -> row.state = "waiting";
            case PinState.Approved(var definition, var approval) -> {
                row.state = APPROVED;
                row.decided(approval);
            }
            case PinState.Quarantined(var before, var approval, var newest) -> {
                row.state = "quarantined";
                row.approved = text(before);
                row.decided(approval);
            }
            case PinState.Rejected(var newest, var by, var at) -> {
                row.state = "rejected";
                row.decided(new Approval(by, at, false));
            }
        }
        return row;
    }

    /** An approved one of those columns that plain SQL read. */
    static PinnedTool approved(Row found, ServedTool definition) throws SQLException {
        var approval = new Approval(
                new UserId(found.getString("decided_by")),
                Columns.instant(found, "decided_at"),
                found.getLong("annotations_confirmed") != 0);
        return new PinnedTool(
                new ToolServerName(found.getString("server")),
                new PinState.Approved(definition, approval),
                found.getLong("version") + 1);
    }

    PinnedTool pin() {
        return new PinnedTool(new ToolServerName(server), pinState(), version + 1);
    }

    private PinState pinState() {
        var definition = definition(newest);
        return switch (state) {
            case "waiting" -> new PinState.Waiting(definition);
            case APPROVED -> new PinState.Approved(definition, approval());
            case "quarantined" ->
                new PinState.Quarantined(definition(Objects.requireNonNull(approved)), approval(), definition);
            case "rejected" ->
                new PinState.Rejected(definition, approval().by(), approval().at());
            default -> throw new IllegalStateException("a pin in the state " + state);
        };
    }

    private void decided(Approval approval) {
        decidedBy = approval.by().value();
        decidedAt = Columns.micros(approval.at());
        annotationsConfirmed = approval.annotationsConfirmed() ? 1 : 0;
    }

    private Approval approval() {
        return new Approval(
                new UserId(Objects.requireNonNull(decidedBy)),
                Instant.EPOCH.plus(Objects.requireNonNull(decidedAt), ChronoUnit.MICROS),
                annotationsConfirmed != 0);
    }

    static ServedTool definition(String text) {
        return ServedToolJson.read(JsonText.read(text));
    }

    private static String text(ServedTool definition) {
        return JsonText.of(ServedToolJson.of(definition));
    }
}
