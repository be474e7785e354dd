package io.mcpagent.adapter.mcp.server.modern;

/** The keys of {@code _meta} that the protocol gives a meaning. */
final class MetaKeys {
    static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";
    static final String SERVER = "io.modelcontextprotocol/serverInfo";
    static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";

    private MetaKeys() {}
}
