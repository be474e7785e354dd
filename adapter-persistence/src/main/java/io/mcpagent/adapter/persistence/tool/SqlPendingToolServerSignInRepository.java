package io.mcpagent.adapter.persistence.tool;

import io.mcpagent.adapter.persistence.transaction.Columns;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.tool.PendingToolServerSignIn;
import io.mcpagent.domain.tool.PendingToolServerSignInRepository;
import io.mcpagent.domain.tool.ToolServerName;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sign-ins with tool servers that were begun. */
public final class SqlPendingToolServerSignInRepository implements PendingToolServerSignInRepository {
    private final Database database;

    public SqlPendingToolServerSignInRepository(Database database) {
        this.database = database;
    }

    @Override
    public void add(PendingToolServerSignIn pending) {
        database.write(session -> {
            KnownServers.hold(session, pending.server());
            return session.update(
                    """
                    INSERT INTO pending_tool_server_sign_ins (state, server, user_id, content, expires_at)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                    pending.state().value(),
                    pending.server().value(),
                    pending.user().value(),
                    pending.content().value(),
                    Columns.micros(pending.expiresAt()));
        });
    }

    @Override
    public void replace(PendingToolServerSignIn pending) {
        database.write(session -> session.update(
                """
                UPDATE pending_tool_server_sign_ins SET server = ?, user_id = ?, content = ?, expires_at = ?
                WHERE state = ?
                """,
                pending.server().value(),
                pending.user().value(),
                pending.content().value(),
                Columns.micros(pending.expiresAt()),
                pending.state().value()));
    }

    /** Of two nodes that take it at once, one deletes a row, and the other none. */
    @Override
    public Optional<PendingToolServerSignIn> take(SecretHash state) {
        return database.write(session -> session.first(
                        """
                        SELECT state, server, user_id, content, expires_at FROM pending_tool_server_sign_ins
                        WHERE state = ?
                        """, SqlPendingToolServerSignInRepository::pending, state.value())
                .filter(found ->
                        session.update("DELETE FROM pending_tool_server_sign_ins WHERE state = ?", state.value())
                                == 1));
    }

    @Override
    public void removeAll(ToolServerName server) {
        database.write(
                session -> session.update("DELETE FROM pending_tool_server_sign_ins WHERE server = ?", server.value()));
    }

    @Override
    public void deleteExpired(Instant now) {
        database.write(session ->
                session.update("DELETE FROM pending_tool_server_sign_ins WHERE expires_at <= ?", Columns.micros(now)));
    }

    @Override
    public List<PendingToolServerSignIn> all() {
        return database.read(session -> session.query(
                "SELECT state, server, user_id, content, expires_at FROM pending_tool_server_sign_ins ORDER BY state",
                SqlPendingToolServerSignInRepository::pending));
    }

    private static PendingToolServerSignIn pending(Row row) throws SQLException {
        return new PendingToolServerSignIn(
                new SecretHash(row.getString("state")),
                new ToolServerName(row.getString("server")),
                new UserId(row.getString("user_id")),
                new SealedSecret(row.getString("content")),
                Columns.instant(row, "expires_at"));
    }
}
