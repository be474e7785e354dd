package io.mcpagent.application.retrieval;

/** Which halves of the index are asked. */
public enum SearchMode {
    HYBRID,
    SEMANTIC,
    KEYWORD
}
