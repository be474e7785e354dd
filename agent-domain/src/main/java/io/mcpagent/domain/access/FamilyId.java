package io.mcpagent.domain.access;

import java.util.UUID;

/** A login and all the refresh tokens that followed from it. */
public record FamilyId(UUID value) {}
