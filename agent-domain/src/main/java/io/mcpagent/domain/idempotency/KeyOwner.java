package io.mcpagent.domain.idempotency;

import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.UserId;
import java.util.Optional;

/**
 * Whose a key is. A user's API keys do not see each other's: one that may do less is not answered what another was.
 *
 * @param via the API key by which the user came
 */
public record KeyOwner(UserId user, Optional<ApiKeyId> via) {
    public static KeyOwner of(Caller caller) {
        return new KeyOwner(caller.user(), caller.via().key());
    }
}
