package io.mcpagent.domain.llm;

/** Where a token stands in its text: from {@code start} up to and without {@code end}, in UTF-16 code units. */
public record TokenSpan(int start, int end) {}
