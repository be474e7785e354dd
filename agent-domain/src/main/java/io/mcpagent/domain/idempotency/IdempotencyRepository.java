package io.mcpagent.domain.idempotency;

import java.time.Instant;
import java.util.Optional;

/** The keys of requests that were done. Each is written in the transaction of what it stands for. */
public interface IdempotencyRepository {
    Optional<UsedKey> find(KeyOwner owner, IdempotencyKey key);

    /**
     * Adds one that is new to its owner.
     *
     * @throws io.mcpagent.domain.failure.Conflict with code {@code idempotency_key_in_use} where somebody was faster; the
     *     transaction is lost then
     */
    void add(UsedKey used);

    /** Removes a key that was used then or before; one that another node has added meanwhile stays. */
    void removeUntil(Instant time, KeyOwner owner, IdempotencyKey key);

    /** Removes at most so many of those that are older, and the oldest of them. */
    void removeBefore(Instant time, int most);
}
