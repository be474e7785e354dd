package io.mcpagent.adapter.persistence.transaction;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Stands around a source of connections, counts what is executed, and lets a statement fail once. */
final class WatchedConnections {
    private final Queue<String> executed = new ConcurrentLinkedQueue<>();
    private final Map<String, SQLiteErrorCode> failing = new ConcurrentHashMap<>();
    private final Map<String, Runnable> steps = new ConcurrentHashMap<>();

    DataSource around(DataSource source) {
        return (DataSource) passing(DataSource.class, source, "");
    }

    /** The next time that this is executed, it is not, but fails so. */
    void failAt(String sql, SQLiteErrorCode code) {
        failing.put(sql, code);
    }

    /** Something happens before the next time that this is executed. */
    void before(String sql, Runnable step) {
        steps.put(sql, step);
    }

    long executed(String sql) {
        return executed.stream().filter(sql::equals).count();
    }

    void forget() {
        executed.clear();
    }

    private Object passing(Class<?> type, Object target, String sql) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            if (method.getName().startsWith("execute")) executing(sql);
            try {
                var result = method.invoke(target, arguments);
                if (result instanceof Connection) return passing(Connection.class, result, "");
                if (result instanceof PreparedStatement)
                    return passing(PreparedStatement.class, result, String.valueOf(arguments[0]));
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private void executing(String sql) throws SQLiteException {
        executed.add(sql);
        Optional.ofNullable(steps.remove(sql)).ifPresent(Runnable::run);
        var code = failing.remove(sql);
        if (code != null) throw new SQLiteException("as the test wants it", code);
    }
}
