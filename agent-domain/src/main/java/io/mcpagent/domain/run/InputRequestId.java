package io.mcpagent.domain.run;

import java.util.UUID;

public record InputRequestId(UUID value) {}
