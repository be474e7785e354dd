package io.mcpagent.application.access;

import io.mcpagent.domain.access.Password;
import java.util.Optional;

/**
 * A try to come in.
 *
 * @param name as it was typed
 * @param address where it came from, for the count of failures: of one who has many, what they have in common
 * @param request the id of the HTTP request, for the audit
 */
public record LoginRequest(String name, Password password, String address, Optional<String> request) {}
