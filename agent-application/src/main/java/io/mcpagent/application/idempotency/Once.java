package io.mcpagent.application.idempotency;

import java.util.Optional;

/**
 * How a request is answered.
 *
 * @param made what was made; empty where an earlier request made it
 */
public record Once<T>(String answer, Optional<T> made) {}
