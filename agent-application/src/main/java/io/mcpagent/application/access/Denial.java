package io.mcpagent.application.access;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.ResourceId;
import java.util.Optional;

/**
 * That a caller was kept from doing something.
 *
 * @param resource with what; empty where it is not about one thing
 * @param reason for those who run the installation; the caller is told less
 */
public record Denial(Caller caller, Permission action, Optional<ResourceId> resource, String reason) {}
