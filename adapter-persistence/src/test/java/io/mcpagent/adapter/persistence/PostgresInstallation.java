package io.mcpagent.adapter.persistence;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** Records on a real server; the tests of a class have one database, which is emptied between them. */
public abstract class PostgresInstallation extends Installation {
    /** Without the triggers, as the audit log refuses to be emptied. */
    private static final String EMPTIED = """
            DO $$ BEGIN
                ALTER TABLE audit_entries DISABLE TRIGGER USER;
                ALTER TABLE audit_seals DISABLE TRIGGER USER;
                EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' RESTART IDENTITY'
                         FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'flyway_schema_history');
                ALTER TABLE audit_entries ENABLE TRIGGER USER;
                ALTER TABLE audit_seals ENABLE TRIGGER USER;
            END $$""";

    protected PersistenceSettings.Server server() {
        return EmbeddedServer.databaseOf(getClass());
    }

    @Override
    protected PersistenceSettings settings() {
        return new PersistenceSettings(directory(), PersistenceSettings.DEFAULT_LEASE, Optional.of(server()));
    }

    @BeforeEach
    void empty() throws SQLException {
        execute(EMPTIED);
    }

    /** As the owner of the database. */
    protected void execute(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(server().url(), EmbeddedServer.USER, EmbeddedServer.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
