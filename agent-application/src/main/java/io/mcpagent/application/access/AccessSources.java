package io.mcpagent.application.access;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.SecretSource;
import java.time.InstantSource;

/** Where ids, secrets and the time come from. */
public record AccessSources(IdSource ids, SecretSource secrets, InstantSource clock) {}
