package io.mcpagent.adapter.llm.conversation;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.output.FinishReason;
import io.mcpagent.domain.llm.LlmDelta;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmReply;
import io.mcpagent.domain.llm.LlmRequest;
import java.util.Map;
import java.util.function.Consumer;

/** One model of a server that speaks OpenAI's chat completions. */
final class OpenAiLlm implements LlmPort {
    private final String provider;
    private final String model;
    private final StreamingChatModel chat;
    private final ProviderFailures failures;

    OpenAiLlm(String provider, String model, StreamingChatModel chat, ProviderFailures failures) {
        this.provider = provider;
        this.model = model;
        this.chat = chat;
        this.failures = failures;
    }

    @Override
    public LlmReply generate(LlmRequest request, Consumer<? super LlmDelta> deltas) {
        var handler = new ReplyHandler(deltas);
        var messages = Prompt.messages(request);
        chat.chat(
                ChatRequest.builder()
                        .messages(messages)
                        .parameters(parameters(request))
                        .build(),
                handler);
        var response = handler.complete().orElseThrow(failures::unreadable);
        var calls = ToolCalls.of(response.aiMessage().toolExecutionRequests(), request);
        if (calls.isEmpty() && handler.text().isBlank())
            throw isFiltered(response) ? failures.filtered() : failures.nothingSaid();
        return new LlmReply(handler.text(), calls, Usage.of(response, messages));
    }

    private OpenAiChatRequestParameters parameters(LlmRequest request) {
        var parameters = OpenAiChatRequestParameters.builder().modelName(model);
        var tools = Prompt.tools(request.tools());
        if (!tools.isEmpty()) parameters.customParameters(Map.of("tools", tools));
        return parameters.build();
    }

    private static boolean isFiltered(ChatResponse response) {
        return response.metadata().finishReason() == FinishReason.CONTENT_FILTER;
    }

    @Override
    public String model() {
        return provider + "/" + model;
    }
}
