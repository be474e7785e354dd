package io.mcpagent.domain.access;

import java.time.Instant;

/**
 * A key that signs access tokens.
 *
 * @param id as tokens name it
 * @param sealed the private key; the public one follows from it, so that nobody can put in another by writing to the records
 */
public record SigningKey(String id, SealedSecret sealed, Instant createdAt) {}
