package io.mcpagent.domain.access;

import java.util.Optional;

/**
 * Who did something.
 *
 * @param user empty where it was not shown who it was
 * @param key the API key with which the user came
 * @param request the id of the HTTP request, by which the log tells more
 */
public record AuditActor(Optional<UserId> user, Optional<ApiKeyId> key, Optional<String> request) {
    public static final AuditActor NOBODY = new AuditActor(Optional.empty(), Optional.empty(), Optional.empty());

    public static AuditActor of(Caller caller) {
        return new AuditActor(
                Optional.of(caller.user()), caller.via().key(), caller.via().request());
    }

    /** One who has yet to come in, or has just done so. */
    public static AuditActor of(UserId user) {
        return new AuditActor(Optional.of(user), Optional.empty(), Optional.empty());
    }

    public AuditActor within(Optional<String> other) {
        return new AuditActor(user, key, other);
    }
}
