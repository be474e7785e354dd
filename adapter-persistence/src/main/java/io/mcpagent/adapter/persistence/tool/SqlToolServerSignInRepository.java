package io.mcpagent.adapter.persistence.tool;

import io.mcpagent.adapter.persistence.transaction.Columns;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.adapter.persistence.transaction.Session;
import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerSignIn;
import io.mcpagent.domain.tool.ToolServerSignInRepository;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sign-ins with tool servers; of two nodes that change one at once, the second finds another version. */
public final class SqlToolServerSignInRepository implements ToolServerSignInRepository {
    private static final String ALL =
            "SELECT server, user_id, content, version, leased_until FROM tool_server_sign_ins";

    private final Database database;

    public SqlToolServerSignInRepository(Database database) {
        this.database = database;
    }

    @Override
    public Optional<ToolServerSignIn> find(ToolServerName server, UserId user) {
        return database.read(session -> session.first(
                ALL + " WHERE server = ? AND user_id = ?",
                SqlToolServerSignInRepository::signIn,
                server.value(),
                user.value()));
    }

    @Override
    public boolean put(ToolServerSignIn signIn) {
        return database.write(session -> signIn.version() == 1 ? first(session, signIn) : next(session, signIn)) == 1;
    }

    private static int first(Session session, ToolServerSignIn signIn) {
        KnownServers.hold(session, signIn.server());
        return session.update(
                """
                INSERT INTO tool_server_sign_ins (server, user_id, content, version, leased_until)
                VALUES (?, ?, ?, 1, ?) ON CONFLICT (server, user_id) DO NOTHING
                """,
                signIn.server().value(),
                signIn.user().value(),
                signIn.content().value(),
                leasedUntil(signIn));
    }

    private static int next(Session session, ToolServerSignIn signIn) {
        return session.update(
                """
                UPDATE tool_server_sign_ins SET content = ?, version = ?, leased_until = ?
                WHERE server = ? AND user_id = ? AND version = ?
                """,
                signIn.content().value(),
                signIn.version(),
                leasedUntil(signIn),
                signIn.server().value(),
                signIn.user().value(),
                signIn.version() - 1);
    }

    private static @Nullable Long leasedUntil(ToolServerSignIn signIn) {
        return signIn.leasedUntil().map(Columns::micros).orElse(null);
    }

    @Override
    public void remove(ToolServerName server, UserId user) {
        database.write(session -> session.update(
                "DELETE FROM tool_server_sign_ins WHERE server = ? AND user_id = ?", server.value(), user.value()));
    }

    @Override
    public void removeAll(ToolServerName server) {
        database.write(session -> session.update("DELETE FROM tool_server_sign_ins WHERE server = ?", server.value()));
    }

    @Override
    public List<ToolServerSignIn> all() {
        return database.read(
                session -> session.query(ALL + " ORDER BY server, user_id", SqlToolServerSignInRepository::signIn));
    }

    private static ToolServerSignIn signIn(Row row) throws SQLException {
        var leasedUntil = Optional.ofNullable(row.getLongOrNull("leased_until"));
        return new ToolServerSignIn(
                new ToolServerName(row.getString("server")),
                new UserId(row.getString("user_id")),
                new SealedSecret(row.getString("content")),
                row.getLong("version"),
                leasedUntil.map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
    }
}
