package io.mcpagent.domain.access;

/** What a caller may do at all; whose things it may do that with is another question. An API key's scopes are these too. */
public enum Permission {
    /** Look at what is there, and search it. */
    READ,
    /** Ask, and steer what was asked: sessions, runs, answers from the inbox, calls of tools. */
    ASK,
    /** Make, change and delete collections and documents. */
    WRITE,
    DEFINE_AGENTS,
    /** Say which tool servers there are, and approve their tools. Who may do that may have programs started. */
    MANAGE_TOOLS,
    /** Make and revoke one's own API keys. */
    MANAGE_KEYS,
    MANAGE_USERS,
    /** See who did what. */
    READ_AUDIT
}
