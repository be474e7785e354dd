package io.mcpagent.domain.llm;

/** A whole reply, with the citation marks of {@link LlmRequest} in its text. */
public record LlmReply(String text, TokenUsage usage) {}
