package io.mcpagent.adapter.persistence.access;

import io.mcpagent.domain.access.Grant;
import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.access.Grantee;
import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A grant. */
@Entity
@Table(name = "grants")
@IdClass(GrantRow.Key.class)
@SuppressWarnings("NullAway.Init")
class GrantRow {
    private static final String USER = "user:";
    private static final String ROLE = "role:";

    /** What is one of its kind. */
    record Key(String grantee, String kind, String resource) implements Serializable {}

    @Id
    private String grantee;

    @Id
    private String kind;

    @Id
    private String resource;

    private String level;

    /** For Hibernate. */
    GrantRow() {}

    static GrantRow of(ResourceId resource, Grant grant) {
        var row = new GrantRow();
        row.grantee = word(grant.grantee());
        row.kind = resource.kind().name();
        row.resource = resource.id();
        row.level = grant.level().name();
        return row;
    }

    Grant grant() {
        return grant(grantee, level);
    }

    static Grant grant(String grantee, String level) {
        return new Grant(read(grantee), GrantLevel.valueOf(level));
    }

    static String word(Grantee grantee) {
        return switch (grantee) {
            case Grantee.OneUser(var user) -> USER + user.value();
            case Grantee.EveryoneWith(var role) -> ROLE + role.name();
        };
    }

    private static Grantee read(String word) {
        return word.startsWith(ROLE)
                ? new Grantee.EveryoneWith(Role.valueOf(word.substring(ROLE.length())))
                : new Grantee.OneUser(new UserId(word.substring(USER.length())));
    }
}
