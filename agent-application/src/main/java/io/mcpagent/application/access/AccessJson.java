package io.mcpagent.application.access;

import io.mcpagent.domain.access.ApiKey;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserState;
import io.mcpagent.domain.json.Json;
import java.util.Collection;
import java.util.Locale;

/** Users and API keys as programs read them, the same over HTTP and on the command line. */
public final class AccessJson {
    private AccessJson() {}

    public static Json.Obj of(User user) {
        return Json.object()
                .with("id", Json.of(user.id().value()))
                .with("name", Json.of(user.name().value()))
                .with("display_name", Json.of(user.displayName()))
                .with("roles", names(user.roles()))
                .with("state", Json.of(state(user)))
                .with("created_at", Json.of(user.createdAt()))
                .with("version", Json.of(user.version()));
    }

    /** With the code, which is shown this once. */
    public static Json.Obj of(Invitation invitation) {
        return of(invitation.user())
                .with("invitation_code", Json.of(invitation.code()))
                .with("invitation_expires_at", Json.of(invitation.until()));
    }

    public static Json.Obj of(ApiKey key) {
        return Json.object()
                .with("id", Json.of(key.id().value().toString()))
                .with("name", Json.of(key.name()))
                .with("prefix", Json.of(key.prefix()))
                .with("scopes", names(key.scopes()))
                .with("created_at", Json.of(key.createdAt()))
                .with("expires_at", key.expiresAt().map(Json::of))
                .with("last_used_at", key.lastUsedAt().map(Json::of));
    }

    /** With the key itself, which is shown this once. */
    public static Json.Obj of(IssuedApiKey issued) {
        return of(issued.key()).with("key", Json.of(issued.secret()));
    }

    /** {@code active}, {@code external}, {@code invited} or {@code disabled}. */
    public static String state(User user) {
        return switch (user.state()) {
            case UserState.Active active -> "active";
            case UserState.External external -> "external";
            case UserState.Invited invited -> "invited";
            case UserState.Disabled disabled -> "disabled";
        };
    }

    private static Json.Arr names(Collection<? extends Enum<?>> constants) {
        return Json.array(constants.stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .sorted()
                .map(Json::of)
                .toList());
    }
}
