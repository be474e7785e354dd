package io.mcpagent.adapter.persistence.transaction;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The row at which a result stands, with texts as they were before they were stored. */
public final class Row {
    private final ResultSet result;
    private final Dialect dialect;

    Row(ResultSet result, Dialect dialect) {
        this.result = result;
        this.dialect = dialect;
    }

    /** Null where the column is. */
    public @Nullable String getStringOrNull(String column) throws SQLException {
        var stored = result.getString(column);
        return stored == null || dialect == Dialect.SQLITE ? stored : EscapedText.original(stored);
    }

    public String getString(String column) throws SQLException {
        var stored = getStringOrNull(column);
        if (stored == null) throw new SQLException("there is nothing in the column " + column);
        return stored;
    }

    /** 0 where the column is null. */
    public int getInt(String column) throws SQLException {
        return result.getInt(column);
    }

    /** The same of the column with this number, from 1. */
    public int getInt(int column) throws SQLException {
        return result.getInt(column);
    }

    /** 0 where the column is null. */
    public long getLong(String column) throws SQLException {
        return result.getLong(column);
    }

    /** The same of the column with this number, from 1. */
    public long getLong(int column) throws SQLException {
        return result.getLong(column);
    }

    /** Null where the column is. */
    public @Nullable Long getLongOrNull(String column) throws SQLException {
        var stored = result.getLong(column);
        return result.wasNull() ? null : Long.valueOf(stored);
    }

    public byte[] getBytes(String column) throws SQLException {
        return result.getBytes(column);
    }
}
