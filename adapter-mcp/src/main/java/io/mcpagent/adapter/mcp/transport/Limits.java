package io.mcpagent.adapter.mcp.transport;

/** What one server may make us hold. */
final class Limits {
    /** Of one message, in bytes. */
    static final int MESSAGE = 16 << 20;
    /** Messages that wait for whoever reads an exchange. */
    static final int WAITING = 256;
    /** Of all that waits to be read of one server, in bytes of memory: a message takes more there than on its way. */
    static final long BACKLOG = 64L << 20;
    /** Lines in a row that are no messages, before a process counts as one that does not speak the protocol. */
    static final int NOISE = 1_000;

    private Limits() {}
}
