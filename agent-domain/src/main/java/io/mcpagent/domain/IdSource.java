package io.mcpagent.domain;

import java.util.UUID;

/** Where ids come from. Ids are unique and, within one source, ascending; safe for use by many threads. */
@FunctionalInterface
public interface IdSource {
    UUID next();
}
