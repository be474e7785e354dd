package io.mcpagent.adapter.persistence;

import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.domain.failure.UpstreamFailure;
import org.flywaydb.core.Flyway;

/**
 * Brings a database to the newest form. Flyway's classes are loaded only when there is something to do: they would cost
 * each start more than opening the database does.
 */
final class Migrations {
    /** The number of the last file in each folder of {@code migration}. */
    static final int NEWEST = 14;

    private static final String HISTORY = "flyway_schema_history";

    private Migrations() {}

    /** @throws UpstreamFailure with code {@code newer_version_needed} when a newer binary has migrated it already */
    static void run(Database database) {
        var version = version(database);
        if (version > NEWEST)
            throw new UpstreamFailure(
                    "newer_version_needed",
                    "The database %s is of version %d, and this program knows versions up to %d. Use the newer program"
                                    .formatted(database.place(), version, NEWEST)
                            + " that wrote it, or another database.",
                    false);
        if (version < NEWEST) migrate(database);
    }

    /** 0 for a database without tables. */
    static int version(Database database) {
        return database.read(session -> {
            var history = session.first(database.dialect().table(), row -> row.getInt(1), HISTORY);
            if (history.isEmpty()) return 0;
            return session.first(
                            "SELECT MAX(CAST(version AS INTEGER)) FROM " + HISTORY + " WHERE success",
                            row -> row.getInt(1))
                    .orElse(0);
        });
    }

    private static void migrate(Database database) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database.forMigrations())
                    .locations("classpath:io/mcpagent/adapter/persistence/migration/"
                            + database.dialect().migrations())
                    .table(HISTORY)
                    .load()
                    .migrate();
        } catch (RuntimeException e) {
            throw database.failures().of(e);
        }
    }
}
