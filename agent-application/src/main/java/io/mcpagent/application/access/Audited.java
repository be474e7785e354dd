package io.mcpagent.application.access;

import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.AuditedResource;
import io.mcpagent.domain.access.Grantee;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.tool.ToolServerName;
import java.util.Locale;

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
    public static final AuditAction MASTER_KEY_ROTATED = new AuditAction("master_key.rotated");
    public static final AuditAction MASTER_KEYS_RETIRED = new AuditAction("master_key.retired");
    public static final AuditAction ACCESS_DENIED = new AuditAction("access.denied");
    public static final AuditAction DENIALS_DROPPED = new AuditAction("access.denials_dropped");
    public static final AuditAction COLLECTION_CREATED = new AuditAction("collection.created");
    public static final AuditAction COLLECTION_LINKED = new AuditAction("collection.linked");
    public static final AuditAction COLLECTION_SYNCED = new AuditAction("collection.synced");
    public static final AuditAction COLLECTION_DELETED = new AuditAction("collection.deleted");
    public static final AuditAction DOCUMENT_UPLOADED = new AuditAction("document.uploaded");
    public static final AuditAction DOCUMENT_REPLACED = new AuditAction("document.replaced");
    public static final AuditAction DOCUMENT_RETRIED = new AuditAction("document.retried");
    public static final AuditAction DOCUMENT_DELETED = new AuditAction("document.deleted");
    public static final AuditAction GRANT_READ_GIVEN = new AuditAction("grant.read_given");
    public static final AuditAction GRANT_WRITE_GIVEN = new AuditAction("grant.write_given");
    public static final AuditAction GRANT_REVOKED = new AuditAction("grant.revoked");
    public static final AuditAction AGENT_DEFINED = new AuditAction("agent.defined");
    public static final AuditAction AGENT_CHANGED = new AuditAction("agent.changed");
    public static final AuditAction AGENT_REMOVED = new AuditAction("agent.removed");
    public static final AuditAction SESSION_RENAMED = new AuditAction("session.renamed");
    public static final AuditAction SESSION_FORKED = new AuditAction("session.forked");
    public static final AuditAction SESSION_DELETED = new AuditAction("session.deleted");
    public static final AuditAction RUN_ANSWERED = new AuditAction("run.answered");
    public static final AuditAction RUN_CANCELLED = new AuditAction("run.cancelled");
    public static final AuditAction CALL_APPROVED = new AuditAction("call.approved");
    public static final AuditAction CALL_REFUSED = new AuditAction("call.refused");
    public static final AuditAction TOOL_CALLED = new AuditAction("tool.called");
    public static final AuditAction TOOL_SERVER_SIGNED_IN = new AuditAction("tool_server.signed_in");
    public static final AuditAction TOOL_SERVER_SIGNED_OUT = new AuditAction("tool_server.signed_out");
    public static final AuditAction TOOL_APPROVED = new AuditAction("tool.approved");
    public static final AuditAction TOOL_ANNOTATIONS_CONFIRMED = new AuditAction("tool.annotations_confirmed");
    public static final AuditAction TOOL_REJECTED = new AuditAction("tool.rejected");
    public static final AuditAction TOOL_QUARANTINED = new AuditAction("tool.quarantined");
    public static final AuditAction TOOL_SERVER_ADDED = new AuditAction("tool_server.added");
    public static final AuditAction TOOL_SERVER_CHANGED = new AuditAction("tool_server.changed");
    public static final AuditAction TOOL_SERVER_REMOVED = new AuditAction("tool_server.removed");
    public static final AuditAction TOOL_SERVER_TESTED = new AuditAction("tool_server.tested");

    private Audited() {}

    public static AuditedResource user(UserId id) {
        return new AuditedResource("user", id.value());
    }

    public static AuditedResource apiKey(ApiKeyId id) {
        return new AuditedResource("api_key", id.value().toString());
    }

    public static AuditedResource collection(CollectionId id) {
        return new AuditedResource("collection", id.value().toString());
    }

    public static AuditedResource document(DocumentId id) {
        return new AuditedResource("document", id.value().toString());
    }

    public static AuditedResource agent(AgentName name) {
        return thing(name.resource());
    }

    public static AuditedResource session(ConversationId id) {
        return new AuditedResource("session", id.value().toString());
    }

    public static AuditedResource run(RunId id) {
        return new AuditedResource("run", id.value().toString());
    }

    public static AuditedResource tool(String name) {
        return new AuditedResource("tool", name);
    }

    public static AuditedResource toolServer(ToolServerName name) {
        return new AuditedResource("tool_server", name.value());
    }

    /** @param name the one that seals; of a retirement, the one that followed those that are gone */
    static AuditedResource masterKey(String name) {
        return new AuditedResource("master_key", name);
    }

    static AuditedResource grantee(Grantee grantee) {
        return switch (grantee) {
            case Grantee.OneUser(var id) -> user(id);
            case Grantee.EveryoneWith(var role) -> new AuditedResource("role", word(role));
        };
    }

    static AuditedResource permission(Permission permission) {
        return new AuditedResource("permission", word(permission));
    }

    /** A conversation is called a session wherever people see it. */
    static AuditedResource thing(ResourceId id) {
        var kind = id.kind() == ResourceId.Kind.CONVERSATION ? "session" : word(id.kind());
        return new AuditedResource(kind, id.id());
    }

    static AuditedResource count(long number) {
        return new AuditedResource("count", Long.toString(number));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
