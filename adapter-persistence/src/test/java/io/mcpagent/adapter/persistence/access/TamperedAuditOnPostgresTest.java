package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.EmbeddedServer;
import io.mcpagent.adapter.persistence.PostgresInstallation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

class TamperedAuditOnPostgresTest extends PostgresInstallation implements TamperedAuditContract {
    @Override
    public Connection connection() throws SQLException {
        return DriverManager.getConnection(server().url(), EmbeddedServer.USER, EmbeddedServer.PASSWORD);
    }

    @Override
    public List<String> withoutTriggers() {
        return List.of(
                "ALTER TABLE audit_entries DISABLE TRIGGER USER", "ALTER TABLE audit_seals DISABLE TRIGGER USER");
    }

    @Override
    public List<String> withTriggers() {
        return List.of("ALTER TABLE audit_entries ENABLE TRIGGER USER", "ALTER TABLE audit_seals ENABLE TRIGGER USER");
    }

    @Override
    public List<String> replacing(String table, String columns, String values) {
        var names = columns.split(", ", -1);
        return List.of(
                "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s = EXCLUDED.%5$s"
                        .formatted(table, columns, values, names[0], names[1]),
                "TRUNCATE " + table);
    }
}
