package io.mcpagent.domain.access;

import java.time.Instant;

/**
 * What an access token says; roles are looked up when it is used, so that a change of them holds at once.
 *
 * @param epoch of the user when it was issued; another one by now means that the user was signed out
 */
public record AccessClaims(UserId user, long epoch, Instant issuedAt, Instant expiresAt) {}
