package io.mcpagent.adapter.llm.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.mcpagent.domain.llm.TokenUsage;
import java.util.List;

/**
 * The tokens of a call as the provider counts them. One that sends no count, or one that can't be, is estimated at four
 * characters a token, so that nothing that is limited by tokens goes uncounted.
 */
final class Usage {
    private static final int CHARACTERS_PER_TOKEN = 4;

    private Usage() {}

    /** Whether langchain4j can read it and it makes sense; null, as in most chunks, does. */
    static boolean isSound(JsonNode usage) {
        return usage.isNull() || (isCount(usage.path("prompt_tokens")) && isCount(usage.path("completion_tokens")));
    }

    private static boolean isCount(JsonNode count) {
        return count.canConvertToInt() && count.isIntegralNumber() && count.asInt() >= 0;
    }

    static TokenUsage of(ChatResponse response, List<ChatMessage> request) {
        var counted = response.metadata().tokenUsage();
        if (counted != null && counted.inputTokenCount() != null && counted.outputTokenCount() != null)
            return new TokenUsage(counted.inputTokenCount(), counted.outputTokenCount());
        return new TokenUsage(
                estimate(request.toString()), estimate(response.aiMessage().toString()));
    }

    private static long estimate(String text) {
        return Math.ceilDiv(text.length(), CHARACTERS_PER_TOKEN);
    }
}
