package io.mcpagent.domain.json;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How times stand in JSON. */
final class Times {
    static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}
}
