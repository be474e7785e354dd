package io.mcpagent.application.access;

import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.json.Json;
import java.util.Locale;

/**
 * That something is granted.
 *
 * @param grantee a user's name to sign in by, or a role in lower case
 */
public record Share(String grantee, GrantLevel level) {
    /** For programs. */
    public Json.Obj json() {
        return Json.object()
                .with("grantee", Json.of(grantee))
                .with("access", Json.of(level.name().toLowerCase(Locale.ROOT)));
    }
}
