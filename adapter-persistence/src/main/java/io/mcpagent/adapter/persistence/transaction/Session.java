package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.adapter.persistence.failure.Failures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection within a transaction, on the one thread that uses it. Statements are prepared once and kept as long as it is.
 *
 * <p>A statement that fails spoils its transaction, whoever catches what it threw: part of a batch may have been
 * written.
 */
public final class Session {
    private static final int ROWS_AT_ONCE = 500;

    private final Connection connection;
    private final Dialect dialect;
    private final Failures failures;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private final Written written = new Written();
    private boolean spoilt;

    Session(Connection connection, Dialect dialect, Failures failures) {
        this.connection = connection;
        this.dialect = dialect;
        this.failures = failures;
    }

    /** The rows, in the order in which the statement yields them. */
    public <T> List<T> query(String sql, Reader<T> row, @Nullable Object... arguments) {
        try {
            var statement = bound(sql, arguments);
            try (var results = statement.executeQuery()) {
                var found = new ArrayList<T>();
                var current = new Row(results, dialect);
                while (results.next()) {
                    found.add(row.read(current));
                }
                if (!isRead(sql)) written.add(sql, arguments);
                return found;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The first row. */
    public <T> Optional<T> first(String sql, Reader<T> row, @Nullable Object... arguments) {
        return query(sql, row, arguments).stream().findFirst();
    }

    /** How many rows it changed. */
    public int update(String sql, @Nullable Object... arguments) {
        try {
            var changed = bound(sql, arguments).executeUpdate();
            written.add(sql, arguments);
            return changed;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Runs a statement once for each item. */
    public <T> void updateAll(String sql, Collection<T> items, Function<T, @Nullable Object[]> arguments) {
        try {
            var statement = prepared(sql);
            try {
                var waiting = 0;
                for (var item : items) {
                    var row = arguments.apply(item);
                    bind(statement, row);
                    statement.addBatch();
                    written.add(sql, row);
                    if (++waiting % ROWS_AT_ONCE == 0) statement.executeBatch();
                }
                if (waiting % ROWS_AT_ONCE != 0) statement.executeBatch();
            } finally {
                statement.clearBatch();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** For writing past this session. */
    Connection connection() {
        written.miss();
        return connection;
    }

    /** What was written since the last end. */
    Written written() {
        return written;
    }

    /** Writes the first so many statements of that again. */
    void repeat(int writes) throws SQLException {
        for (var write : written.first(writes)) {
            var statement = bound(write.sql(), write.arguments());
            if (statement.execute()) statement.getResultSet().close();
        }
    }

    private static boolean isRead(String sql) {
        return sql.startsWith("SELECT") || sql.startsWith("PRAGMA");
    }

    boolean isSpoilt() {
        return spoilt;
    }

    void spoil() {
        spoilt = true;
    }

    /** Runs when the transaction has ended, whether it was kept or not, and before anybody hears of that. */
    void afterwards(Runnable body) {
        afterwards.add(body);
    }

    void ended() {
        afterwards.forEach(Runnable::run);
        afterwards.clear();
        written.clear();
    }

    void begin(String sql) throws SQLException {
        spoilt = false;
        prepared(sql).execute();
    }

    void end(String sql) throws SQLException {
        prepared(sql).execute();
    }

    void close() throws SQLException {
        // Closes the statements too.
        connection.close();
    }

    private PreparedStatement bound(String sql, @Nullable Object[] arguments) throws SQLException {
        var statement = prepared(sql);
        bind(statement, arguments);
        return statement;
    }

    private void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
        for (var i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, storable(arguments[i]));
        }
    }

    private @Nullable Object storable(@Nullable Object argument) {
        return dialect == Dialect.POSTGRESQL && argument instanceof String text ? EscapedText.of(text) : argument;
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        var known = statements.get(sql);
        if (known != null) return known;
        var statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
        return statement;
    }

    private RuntimeException failed(SQLException error) {
        spoilt = true;
        return failures.of(error);
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(Row row) throws SQLException;
    }
}
