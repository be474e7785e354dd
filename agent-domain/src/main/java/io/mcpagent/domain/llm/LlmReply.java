package io.mcpagent.domain.llm;

import io.mcpagent.domain.tool.ToolCall;
import java.util.List;

/**
 * A whole reply, with the citation marks of {@link LlmRequest} in its text.
 *
 * @param calls that the model wants made before it goes on; empty in an answer
 */
public record LlmReply(String text, List<ToolCall> calls, TokenUsage usage) {
    public LlmReply {
        calls = List.copyOf(calls);
    }

    public LlmReply(String text, TokenUsage usage) {
        this(text, List.of(), usage);
    }
}
