package io.mcpagent.adapter.rest.document;

import java.time.Duration;

/**
 * What an upload may take.
 *
 * @param maxBytes of the file
 * @param time for what is small; more where there is more
 */
public record UploadLimits(long maxBytes, Duration time) {}
