package io.mcpagent.application.access;

import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.AuditedResource;
import io.mcpagent.domain.access.UserId;

/** What is audited, by name; the names are for people who search, and stay as they are. */
public final class Audited {
    public static final AuditAction SETUP_FAILED = new AuditAction("setup.failed");
    public static final AuditAction LOGIN_SUCCEEDED = new AuditAction("login.succeeded");
    public static final AuditAction LOGIN_FAILED = new AuditAction("login.failed");
    public static final AuditAction LOGIN_ENDED = new AuditAction("login.ended");
    public static final AuditAction REFRESH_TOKEN_REUSED = new AuditAction("refresh_token.reused");
    public static final AuditAction INVITATION_ACCEPTED = new AuditAction("invitation.accepted");
    public static final AuditAction INVITATION_REFUSED = new AuditAction("invitation.refused");
    public static final AuditAction USER_CREATED = new AuditAction("user.created");
    public static final AuditAction USER_INVITED = new AuditAction("user.invited");
    public static final AuditAction USER_DISABLED = new AuditAction("user.disabled");
    public static final AuditAction USER_RESET = new AuditAction("user.reset");
    public static final AuditAction USER_ROLES_CHANGED = new AuditAction("user.roles_changed");
    public static final AuditAction USER_SIGNED_OUT = new AuditAction("user.signed_out");
    public static final AuditAction API_KEY_CREATED = new AuditAction("api_key.created");
    public static final AuditAction API_KEY_REVOKED = new AuditAction("api_key.revoked");

    private Audited() {}

    public static AuditedResource user(UserId id) {
        return new AuditedResource("user", id.value());
    }

    public static AuditedResource apiKey(ApiKeyId id) {
        return new AuditedResource("api_key", id.value().toString());
    }
}
