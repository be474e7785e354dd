package io.mcpagent.domain.document;

import java.time.Instant;

/** What tells without reading it whether a file may have changed. */
public record FileStamp(long size, Instant modifiedAt) {}
