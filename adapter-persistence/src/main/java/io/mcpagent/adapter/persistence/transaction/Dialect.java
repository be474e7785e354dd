package io.mcpagent.adapter.persistence.transaction;

import java.util.Locale;

/** Where the SQL of the databases differs. All else that the repositories say is understood by both. */
public enum Dialect {
    /** One transaction writes at a time, so there is nothing to lock. */
    SQLITE(
            "",
            "",
            "SELECT value FROM json_each(?)",
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?",
            "org.hibernate.community.dialect.SQLiteDialect"),
    POSTGRESQL(
            " FOR UPDATE",
            " FOR UPDATE SKIP LOCKED",
            "SELECT json_array_elements_text(CAST(? AS json))",
            "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = ?",
            "org.hibernate.dialect.PostgreSQLDialect");

    private final String locking;
    private final String skippingLocked;
    private final String elements;
    private final String table;
    private final String hibernate;

    Dialect(String locking, String skippingLocked, String elements, String table, String hibernate) {
        this.locking = locking;
        this.skippingLocked = skippingLocked;
        this.elements = elements;
        this.table = table;
        this.hibernate = hibernate;
    }

    /** At the end of a {@code SELECT}: what it found stays as it is until the transaction ends. */
    public String locking() {
        return locking;
    }

    /** The same, passing over rows that another transaction has locked. */
    public String skippingLocked() {
        return skippingLocked;
    }

    /** A query for the texts of a JSON array, which is its one argument. */
    public String elements() {
        return elements;
    }

    /** A query for a row where there is a table of the name that is its one argument. */
    public String table() {
        return table;
    }

    /** The class by which Hibernate knows it. */
    String hibernate() {
        return hibernate;
    }

    /** The folder of its migrations. */
    public String migrations() {
        return name().toLowerCase(Locale.ROOT);
    }
}
