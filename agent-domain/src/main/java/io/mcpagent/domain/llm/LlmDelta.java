package io.mcpagent.domain.llm;

/** The next piece of a reply's text. */
public record LlmDelta(String text) {}
