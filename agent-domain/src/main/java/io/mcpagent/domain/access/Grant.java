package io.mcpagent.domain.access;

/** That somebody may read, or read and change, what is another's; as far as their roles let them do so at all. */
public record Grant(Grantee grantee, GrantLevel level) {}
