package io.mcpagent.adapter.llm.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.LlmMessage;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.domain.llm.NumberedPassages;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolDefinition;
import java.util.List;
import java.util.stream.Stream;

/** A request as langchain4j and OpenAI want it. */
final class Prompt {
    private static final String PASSAGES = "Passages:\n\n";

    private Prompt() {}

    /** The instructions with the passages below them, then what was said. */
    static List<ChatMessage> messages(LlmRequest request) {
        return Stream.concat(
                        system(request).map(SystemMessage::from),
                        request.messages().stream().map(Prompt::message))
                .toList();
    }

    private static Stream<String> system(LlmRequest request) {
        var passages = request.passages();
        var parts = Stream.of(
                        request.instructions().strip(),
                        passages.isEmpty() ? "" : PASSAGES + NumberedPassages.text(passages, 1))
                .filter(part -> !part.isEmpty())
                .toList();
        return parts.isEmpty() ? Stream.empty() : Stream.of(String.join("\n\n", parts));
    }

    private static ChatMessage message(LlmMessage message) {
        return switch (message) {
            case LlmMessage.FromUser(var text) -> UserMessage.from(text);
            case LlmMessage.FromModel(var text, var calls) ->
                AiMessage.builder()
                        .text(text.isEmpty() && !calls.isEmpty() ? null : text)
                        .toolExecutionRequests(calls.stream().map(Prompt::call).toList())
                        .build();
            case LlmMessage.FromTool(var callId, var tool, var text, var failed) ->
                ToolExecutionResultMessage.builder()
                        .id(callId)
                        .toolName(tool)
                        .text(failed ? "The call failed: " + text : text)
                        .build();
        };
    }

    /** Servers parse the arguments of earlier calls, so what was no object goes back inside one. */
    private static ToolExecutionRequest call(ToolCall call) {
        var arguments = call.arguments() instanceof Json.Obj object
                ? object
                : Json.object().with("unreadable", call.arguments());
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.tool())
                .arguments(JsonTrees.tree(arguments).toString())
                .build();
    }

    /** As the request's {@code tools}: langchain4j's own model of a schema has no place for most of its keywords. */
    static List<JsonNode> tools(List<ToolDefinition> tools) {
        return tools.stream()
                .map(tool -> JsonTrees.tree(Json.object()
                        .with("type", Json.of("function"))
                        .with(
                                "function",
                                Json.object()
                                        .with("name", Json.of(tool.name()))
                                        .with("description", Json.of(tool.description()))
                                        .with("parameters", tool.inputSchema()))))
                .toList();
    }
}
