package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

class TamperedAuditTest extends SqliteInstallation implements TamperedAuditContract {
    private static final List<String> TRIGGERS = List.of(
            "audit_entries_stay",
            "audit_entries_are_sealed_once",
            "audit_entries_are_new",
            "audit_seals_stay",
            "audit_seals_are_final",
            "audit_seals_are_new");

    @Override
    public Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory().resolve("mcp-agent.db"));
    }

    /** SQLite can't switch a trigger off; whoever takes them away here leaves them away. */
    @Override
    public List<String> withoutTriggers() {
        return Stream.concat(
                        Stream.of("PRAGMA busy_timeout = 5000"),
                        TRIGGERS.stream().map("DROP TRIGGER IF EXISTS "::concat))
                .toList();
    }

    @Override
    public List<String> withTriggers() {
        return List.of();
    }

    @Override
    public List<String> replacing(String table, String columns, String values) {
        return Stream.of("INSERT OR REPLACE", "REPLACE")
                .map(words -> "%s INTO %s (%s) VALUES (%s)".formatted(words, table, columns, values))
                .toList();
    }
}
