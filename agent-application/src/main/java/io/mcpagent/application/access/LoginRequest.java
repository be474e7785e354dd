package io.mcpagent.application.access;

import io.mcpagent.domain.access.Password;

/**
 * A try to come in.
 *
 * @param name as it was typed
 * @param address where the request came from, for the count of failures
 */
public record LoginRequest(String name, Password password, String address) {}
