package io.mcpagent.adapter.rest.access;

import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.application.access.AuditVerdict;
import io.mcpagent.domain.access.AuditOutcome;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Role;

/** Users and API keys as {@code AccessJson} writes them, and what is asked of whoever wants one. */
final class AccessSchemas {
    private static final Schema ROLES = Schema.listOf(Schema.words(Role.class));
    private static final Schema SCOPES = Schema.listOf(Schema.words(Permission.class));
    private static final Schema PASSWORD = Schema.secret();

    private static final Schema USER_MEMBERS = Schema.object()
            .with("id", Schema.text())
            .with("name", Schema.text())
            .with("display_name", Schema.text())
            .with("roles", ROLES)
            .with("state", Schema.words("active", "external", "invited", "disabled"))
            .with("created_at", Schema.time())
            .with("version", Schema.count());
    static final Schema USER = USER_MEMBERS.named("User");
    static final Schema ADDED_USER = USER_MEMBERS
            .optional("invitation_code", Schema.text().about("Shown this once, of who was invited."))
            .optional("invitation_expires_at", Schema.time())
            .named("AddedUser");
    static final Schema USER_DEFINITION = Schema.object()
            .with("name", Schema.filled())
            .optional("display_name", Schema.filled())
            .with("roles", ROLES.notEmpty())
            .optional("password", PASSWORD.about("Without one, the user is invited."))
            .named("UserDefinition");
    static final Schema USER_CHANGE =
            Schema.object().with("roles", ROLES.notEmpty()).named("UserChange");

    private static final Schema KEY_MEMBERS = Schema.object()
            .with("id", Schema.id())
            .with("name", Schema.text())
            .with("prefix", Schema.text())
            .with("scopes", SCOPES)
            .with("created_at", Schema.time())
            .optional("expires_at", Schema.time())
            .optional("last_used_at", Schema.time());
    static final Schema KEY = KEY_MEMBERS.named("ApiKey");
    static final Schema ISSUED_KEY =
            KEY_MEMBERS.with("key", Schema.text().about("Shown this once.")).named("IssuedApiKey");
    static final Schema KEY_DEFINITION = Schema.object()
            .with("name", Schema.filled())
            .with("scopes", SCOPES.notEmpty())
            .optional("expires_at", Schema.time())
            .named("ApiKeyDefinition");

    static final Schema AUDIT_ENTRY = Schema.object()
            .with("id", Schema.id())
            .with("at", Schema.time())
            .optional("user", Schema.text().about("The id; left out where it was not shown who it was."))
            .optional("api_key", Schema.id())
            .optional("request_id", Schema.text())
            .with("action", Schema.text())
            .optional("resource", Schema.object().with("kind", Schema.text()).with("id", Schema.text()))
            .with("outcome", Schema.words(AuditOutcome.class))
            .named("AuditEntry");
    static final Schema AUDIT_VERDICT = Schema.object()
            .with("intact", Schema.flag())
            .optional("entries", Schema.count())
            .optional("seals", Schema.count())
            .optional("unsealed", Schema.count().about("Entries that have no seal yet, and so no protection."))
            .optional("anchor", Schema.text().about("The newest seal, to be kept elsewhere."))
            .optional("finding", Schema.words(AuditVerdict.Finding.class))
            .optional("seal", Schema.whole(Long.MIN_VALUE, Long.MAX_VALUE))
            .optional("entry", Schema.id())
            .optional("message", Schema.text())
            .named("AuditVerdict");

    static final Schema SIGNED_IN = Schema.object()
            .with("access_token", Schema.text())
            .with("token_type", Schema.words("Bearer"))
            .with("expires_at", Schema.time().about("Of the access token."))
            .with("refresh_token", Schema.text().about("Good for one use."))
            .with("user", USER)
            .named("SignedIn");
    static final Schema LOGIN = Schema.object()
            .with("name", Schema.filled())
            .with("password", PASSWORD)
            .named("Login");
    static final Schema REFRESH =
            Schema.object().with("refresh_token", Schema.filled()).named("Refresh");
    static final Schema LOGOUT = Schema.object()
            .optional("refresh_token", Schema.filled().about("Of the login that ends."))
            .optional("everywhere", Schema.flag().about("Ends all logins of the caller."))
            .named("Logout");
    static final Schema SETUP = Schema.object()
            .with("code", Schema.filled().about("As the server printed it."))
            .with("name", Schema.filled())
            .optional("display_name", Schema.filled())
            .with("password", PASSWORD)
            .named("Setup");
    static final Schema ACCEPTANCE = Schema.object()
            .with("code", Schema.filled().about("Of the invitation."))
            .with("password", PASSWORD)
            .named("Acceptance");
    static final Schema PUBLIC_KEYS =
            Schema.object().with("keys", Schema.listOf(Schema.anyObject())).named("PublicKeys");

    private AccessSchemas() {}
}
