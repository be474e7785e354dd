package io.mcpagent.adapter.rest.openapi;

/** What an operation costs, for limits. */
public enum RouteClass {
    /** Coming in, where secrets can be guessed. */
    AUTH,
    READ,
    WRITE,
    /** What may call a model or a tool. */
    ASK
}
