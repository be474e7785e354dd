package io.mcpagent.adapter.llm.conversation;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.LlmMessage;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.domain.tool.ToolCall;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls of a reply, as they came; but an id that is missing, or was there before, is replaced. */
final class ToolCalls {
    private ToolCalls() {}

    static List<ToolCall> of(List<ToolExecutionRequest> requests, LlmRequest asked) {
        var taken = idsIn(asked);
        return requests.stream()
                .map(request -> new ToolCall(
                        id(request.id(), taken), orEmpty(request.name()), arguments(orEmpty(request.arguments()))))
                .toList();
    }

    private static Set<String> idsIn(LlmRequest request) {
        return request.messages().stream()
                .filter(LlmMessage.FromModel.class::isInstance)
                .flatMap(message -> ((LlmMessage.FromModel) message).calls().stream())
                .map(ToolCall::id)
                .collect(Collectors.toSet());
    }

    private static String id(@Nullable String given, Set<String> taken) {
        return given != null && !given.isBlank() && taken.add(given) ? given : "call_" + UUID.randomUUID();
    }

    private static Json arguments(String text) {
        // A tool without parameters is called with nothing, or with an empty object.
        if (text.isBlank()) return Json.object();
        return JsonTrees.parse(text).map(JsonTrees::of).orElseGet(() -> Json.of(text));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
