package io.mcpagent.domain.access;

/** What an action is done with, as far as that decides who may. */
public sealed interface Resource {
    /** What belongs to one user. */
    record Owned(UserId owner) implements Resource {}

    /** What belongs to the installation, such as its agents and its users. */
    record Shared() implements Resource {}
}
