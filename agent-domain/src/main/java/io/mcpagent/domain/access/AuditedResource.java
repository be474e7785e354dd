package io.mcpagent.domain.access;

/**
 * What an action was done with, named and not described.
 *
 * @param kind as in {@code collection}
 * @param id never a name that somebody chose, but for those of agents and permissions, which are their ids
 */
public record AuditedResource(String kind, String id) {
    private static final int LONGEST = 200;

    /** @throws IllegalArgumentException whose message is for who gave them */
    public AuditedResource {
        if (kind.isBlank() || id.isBlank() || kind.length() > LONGEST || id.length() > LONGEST)
            throw new IllegalArgumentException(
                    "a resource has a kind and an id, of at most %d characters each".formatted(LONGEST));
    }
}
