package io.mcpagent.domain.llm;

import io.mcpagent.domain.llm.LlmMessage.FromUser;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.tool.ToolDefinition;
import java.util.List;

/**
 * What a model is shown.
 *
 * @param instructions of the agent; may be empty
 * @param messages the conversation so far; the last of a user is the question as it was asked
 * @param question the same as one that can be understood without the messages before it
 * @param passages numbered from 1 in this order; the reply cites passage n as {@code [n]}
 * @param tools that it may ask for
 */
public record LlmRequest(
        String instructions,
        List<LlmMessage> messages,
        String question,
        List<Passage> passages,
        List<ToolDefinition> tools) {
    public LlmRequest {
        messages = List.copyOf(messages);
        passages = List.copyOf(passages);
        tools = List.copyOf(tools);
        if (messages.stream().noneMatch(FromUser.class::isInstance))
            throw new IllegalArgumentException("a model is asked something");
    }

    /** A question that stands alone as it was asked. */
    public LlmRequest(
            String instructions, List<LlmMessage> messages, List<Passage> passages, List<ToolDefinition> tools) {
        this(instructions, messages, asked(messages), passages, tools);
    }

    /** A question alone. */
    public static LlmRequest of(String question, List<Passage> passages) {
        return new LlmRequest("", List.of(new FromUser(question)), passages, List.of());
    }

    private static String asked(List<LlmMessage> messages) {
        return messages.reversed().stream()
                .filter(FromUser.class::isInstance)
                .map(FromUser.class::cast)
                .findFirst()
                .map(FromUser::text)
                .orElseThrow(() -> new IllegalArgumentException("a model is asked something"));
    }
}
