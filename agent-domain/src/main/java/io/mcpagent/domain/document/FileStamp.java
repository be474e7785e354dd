package io.mcpagent.domain.document;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What tells without reading it whether a file may have changed; to the microsecond, as it is stored. */
public record FileStamp(long size, Instant modifiedAt) {
    public FileStamp {
        modifiedAt = modifiedAt.truncatedTo(ChronoUnit.MICROS);
    }
}
