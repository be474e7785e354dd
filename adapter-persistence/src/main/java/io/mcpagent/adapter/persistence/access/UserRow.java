package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.PasswordHash;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.access.UserState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A user. Hibernate counts versions from 0, the domain from 1, where 0 is for what was never stored. */
@Entity
@Table(name = "users")
@SuppressWarnings("NullAway.Init")
class UserRow {
    @Id
    private String id;

    private String name;

    @Column(name = "display_name")
    private String displayName;

    private String roles;
    private String state;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "invitation_hash")
    private @Nullable String invitationHash;

    @Column(name = "invitation_until")
    private @Nullable Long invitationUntil;

    private long epoch;

    @Column(name = "created_at")
    private long createdAt;

    @Version
    private long version;

    /** For Hibernate. */
    UserRow() {}

    static UserRow of(User user) {
        var row = new UserRow();
        row.id = user.id().value();
        row.name = user.name().value();
        row.displayName = user.displayName();
        row.roles = AccessRows.names(user.roles());
        row.epoch = user.epoch();
        row.createdAt = AccessRows.micros(user.createdAt());
        row.version = Math.max(0, user.version() - 1);
        switch (user.state()) {
            case UserState.Invited invited -> {
                row.state = "invited";
                row.invitationHash = invited.code().value();
                row.invitationUntil = AccessRows.micros(invited.until());
            }
            case UserState.Active active -> {
                row.state = "active";
                row.passwordHash = active.password().value();
            }
            case UserState.External external -> row.state = "external";
            case UserState.Disabled disabled -> row.state = "disabled";
        }
        return row;
    }

    /** A row of all columns that plain SQL read. */
    static User user(Row found) throws SQLException {
        var row = new UserRow();
        row.id = found.getString("id");
        row.name = found.getString("name");
        row.displayName = found.getString("display_name");
        row.roles = found.getString("roles");
        row.state = found.getString("state");
        row.passwordHash = found.getStringOrNull("password_hash");
        row.invitationHash = found.getStringOrNull("invitation_hash");
        row.invitationUntil = found.getLongOrNull("invitation_until");
        row.epoch = found.getLong("epoch");
        row.createdAt = found.getLong("created_at");
        row.version = found.getLong("version");
        return row.user();
    }

    User user() {
        return new User(
                new UserId(id),
                new LoginName(name),
                displayName,
                AccessRows.constants(roles, Role::valueOf),
                userState(),
                epoch,
                AccessRows.instant(createdAt),
                version + 1);
    }

    private UserState userState() {
        return switch (state) {
            case "invited" ->
                new UserState.Invited(
                        new SecretHash(Objects.requireNonNull(invitationHash)),
                        AccessRows.instant(Objects.requireNonNull(invitationUntil)));
            case "active" -> new UserState.Active(new PasswordHash(Objects.requireNonNull(passwordHash)));
            case "external" -> new UserState.External();
            case "disabled" -> new UserState.Disabled();
            default -> throw new IllegalStateException("a user in the state " + state);
        };
    }
}
