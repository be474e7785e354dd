package io.mcpagent.adapter.rest;

import io.mcpagent.application.retrieval.SearchService;

/** The opened platform whose use cases are served. */
public interface RestHost {
    SearchService search();
}
