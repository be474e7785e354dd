package io.mcpagent.adapter.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/** Stands around a source of connections and writes down what is executed, a batch as one. */
final class CountedStatements {
    private static final Set<String> ABOUT_TRANSACTIONS =
            Set.of("BEGIN", "COMMIT", "ROLLBACK", "SET", "SAVEPOINT", "RELEASE");

    private final Queue<String> executed = new ConcurrentLinkedQueue<>();

    DataSource around(DataSource source) {
        return passing(
                DataSource.class,
                source,
                (method, result) -> result instanceof Connection connection
                        ? passing(Connection.class, connection, this::prepared)
                        : result);
    }

    /** Since the last time, without what begins and ends transactions. */
    List<String> taken() {
        var taken = executed.stream()
                .filter(sql -> !ABOUT_TRANSACTIONS.contains(sql.split("\\s", 2)[0]) && !sql.contains("sqlite_schema"))
                .map(sql -> sql.strip().replaceAll("\\s+", " "))
                .toList();
        executed.clear();
        return taken;
    }

    private Object prepared(Call call, Object result) {
        if (!(result instanceof PreparedStatement statement)) return result;
        var sql = call.text();
        return passing(PreparedStatement.class, statement, (executing, outcome) -> {
            if (executing.method().startsWith("execute")) executed.add(sql);
            return outcome;
        });
    }

    private record Call(String method, String text) {}

    private interface Passing {
        Object passed(Call call, Object result);
    }

    private static <T> T passing(Class<T> type, T target, Passing passing) {
        var proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            try {
                var result = method.invoke(target, arguments);
                if (result == null) return result;
                var text = arguments != null && arguments.length > 0 ? String.valueOf(arguments[0]) : "";
                return passing.passed(new Call(method.getName(), text), result);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return type.cast(proxy);
    }
}
