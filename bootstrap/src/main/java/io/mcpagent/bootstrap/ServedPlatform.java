package io.mcpagent.bootstrap;

import io.mcpagent.adapter.rest.RestHost;
import io.mcpagent.application.retrieval.SearchService;

/** The platform, for the HTTP server. */
record ServedPlatform(AgentPlatform platform) implements RestHost {
    @Override
    public SearchService search() {
        return platform.search();
    }
}
