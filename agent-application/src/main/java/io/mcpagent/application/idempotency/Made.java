package io.mcpagent.application.idempotency;

/**
 * What was made.
 *
 * @param answer how it is answered, now and when the request is sent again
 */
public record Made<T>(T thing, String answer) {}
