package io.mcpagent.domain.idempotency;

import io.mcpagent.domain.access.SealedSecret;
import java.time.Instant;

/**
 * A key with which something was done.
 *
 * @param answered what was asked, and how it was answered; both may hold secrets
 */
public record UsedKey(KeyOwner owner, IdempotencyKey key, SealedSecret answered, Instant at) {}
