package io.mcpagent.application.idempotency;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import io.mcpagent.domain.idempotency.KeyOwner;
import io.mcpagent.domain.llm.TextHash;

/**
 * A request that may be sent again.
 *
 * @param needed what the caller has to be allowed, also when it is answered as it was before
 * @param fingerprint of what is asked, whichever way it was written
 */
public record KeyedRequest(Caller caller, Permission needed, IdempotencyKey key, TextHash fingerprint) {
    /**
     * The request of a caller.
     *
     * @param asked the operation, and each part of what it was given
     */
    public static KeyedRequest of(Caller caller, Permission needed, IdempotencyKey key, String... asked) {
        var whole = new StringBuilder();
        // With lengths, as else ("ab", "c") would be ("a", "bc").
        for (var part : asked) whole.append(part.length()).append(':').append(part);
        return new KeyedRequest(caller, needed, key, TextHash.of(whole.toString()));
    }

    KeyOwner owner() {
        return KeyOwner.of(caller);
    }
}
