package io.mcpagent.adapter.persistence.tool;

import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerEntry;
import io.mcpagent.domain.tool.ToolServerName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;

/** A tool server. Hibernate counts versions from 0, the domain from 1, where 0 is for what was never stored. */
@Entity
@Table(name = "tool_servers")
@SuppressWarnings("NullAway.Init")
class ToolServerRow {
    static final String COLUMNS = "name, address, enabled, trusted, permissions, roots, timeout_ms, version";

    @Id
    private String name;

    private String address;
    private long enabled;
    private long trusted;
    private String permissions;
    private String roots;

    @Column(name = "timeout_ms")
    private long timeoutMs;

    @Version
    private long version;

    /** For Hibernate. */
    ToolServerRow() {}

    static ToolServerRow of(ToolServerEntry entry) {
        var row = new ToolServerRow();
        row.name = entry.name().value();
        row.address = AddressJson.of(entry.address());
        row.enabled = entry.enabled() ? 1 : 0;
        row.trusted = entry.trusted() ? 1 : 0;
        row.permissions = AddressJson.texts(
                entry.permissions().stream().map(Enum::name).sorted().toList());
        row.roots = AddressJson.texts(entry.roots());
        row.timeoutMs = entry.timeout().toMillis();
        row.version = Math.max(0, entry.version() - 1);
        return row;
    }

    /** A row of all columns that plain SQL read. */
    static ToolServerEntry entry(Row found) throws SQLException {
        var row = new ToolServerRow();
        row.name = found.getString("name");
        row.address = found.getString("address");
        row.enabled = found.getLong("enabled");
        row.trusted = found.getLong("trusted");
        row.permissions = found.getString("permissions");
        row.roots = found.getString("roots");
        row.timeoutMs = found.getLong("timeout_ms");
        row.version = found.getLong("version");
        return row.entry();
    }

    ToolServerEntry entry() {
        return new ToolServerEntry(
                new ToolServerName(name),
                AddressJson.read(address),
                enabled != 0,
                trusted != 0,
                AddressJson.texts(permissions).stream()
                        .map(ToolServer.Permission::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                AddressJson.texts(roots),
                Duration.ofMillis(timeoutMs),
                version + 1);
    }
}
