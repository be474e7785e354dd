package io.mcpagent.application.run;

import io.mcpagent.application.llm.ExtractiveLlm;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.LlmDelta;
import io.mcpagent.domain.llm.LlmMessage;
import io.mcpagent.domain.llm.LlmMessage.FromModel;
import io.mcpagent.domain.llm.LlmMessage.FromUser;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.run.InputRequest.AskedByTool;
import io.mcpagent.domain.run.RunEvent.ModelSampled;
import io.mcpagent.domain.tool.ToolQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Answers of the run's model to tools. It is shown what the tool sent and nothing else: no part of the run, no passages.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/client/sampling">Sampling</a>
 */
final class Sampling {
    private static final int MOST_TOKENS = 4_000;
    /** Of a model that does not count: about four characters each. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private static final int LONGEST = 100_000;

    private Sampling() {}

    /** Why a model is not asked this. */
    static Optional<String> refusal(Json.Obj request) {
        if (request.get("tools")
                .filter(tools -> !tools.equals(Json.array(List.of())))
                .isPresent()) return Optional.of("It asked for an answer of a model with tools of its own.");
        var messages = messages(request);
        if (messages.stream().noneMatch(FromUser.class::isInstance)
                || messages.size() < elements(request).size())
            return Optional.of("It asked for an answer of a model to what is no text.");
        return length(request, messages) > LONGEST
                ? Optional.of("It asked for an answer of a model to too long a text.")
                : Optional.empty();
    }

    /** Whether a model can be asked at all. */
    static boolean canBeDoneBy(LlmPort model) {
        return !(model instanceof ExtractiveLlm);
    }

    /** Blocks while the model speaks; what is longer than the tool wants, or than is given to tools, is cut. */
    static ModelSampled of(AskedByTool asked, LlmPort model) {
        var request = ((ToolQuestion.Sample) asked.question()).request();
        var messages = messages(request);
        var most = maxTokens(request);
        var heard = new Heard(most * CHARACTERS_PER_TOKEN);
        try {
            var reply = model.generate(new LlmRequest(system(request), messages, List.of(), List.of()), heard);
            return sampled(asked, model, reply.text(), "endTurn", reply.usage());
        } catch (Enough cut) {
            var read = length(request, messages) / CHARACTERS_PER_TOKEN;
            return sampled(asked, model, heard.text.toString(), "maxTokens", new TokenUsage(read, most));
        }
    }

    private static ModelSampled sampled(
            AskedByTool asked, LlmPort model, String text, String reason, TokenUsage usage) {
        var content = Json.object().with("type", Json.of("text")).with("text", Json.of(text));
        return new ModelSampled(
                asked.id(),
                Json.object()
                        .with("role", Json.of("assistant"))
                        .with("content", content)
                        .with("model", Json.of(model.model()))
                        .with("stopReason", Json.of(reason)),
                usage);
    }

    private static int maxTokens(Json.Obj request) {
        return request.get("maxTokens")
                .filter(Json.Num.class::isInstance)
                .map(value -> ((Json.Num) value).value().doubleValue())
                .map(value -> (int) Math.clamp(value, 1, MOST_TOKENS))
                .orElse(MOST_TOKENS);
    }

    private static String system(Json.Obj request) {
        return request.get("systemPrompt")
                .filter(Json.Str.class::isInstance)
                .map(value -> ((Json.Str) value).value())
                .orElse("");
    }

    private static List<Json> elements(Json.Obj request) {
        return request.get("messages").orElse(Json.array(List.of())) instanceof Json.Arr(var elements)
                ? elements
                : List.of();
    }

    /** Those that are text alone. */
    private static List<LlmMessage> messages(Json.Obj request) {
        var messages = new ArrayList<LlmMessage>();
        for (var element : elements(request)) {
            if (element instanceof Json.Obj message)
                text(message.get("content").orElse(Json.object()))
                        .ifPresent(text -> messages.add(
                                message.get("role").equals(Optional.of(Json.of("assistant")))
                                        ? new FromModel(text, List.of())
                                        : new FromUser(text)));
        }
        return messages;
    }

    private static Optional<String> text(Json content) {
        return switch (content) {
            case Json.Obj block
            when block.get("type").equals(Optional.of(Json.of("text"))) ->
                block.get("text").filter(Json.Str.class::isInstance).map(text -> ((Json.Str) text).value());
            case Json.Arr(var blocks)
            when !blocks.isEmpty() -> {
                var texts = blocks.stream().map(Sampling::text).toList();
                yield texts.stream().allMatch(Optional::isPresent)
                        ? Optional.of(texts.stream().flatMap(Optional::stream).collect(Collectors.joining("\n")))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static int length(Json.Obj request, List<LlmMessage> messages) {
        return system(request).length()
                + messages.stream()
                        .mapToInt(message -> switch (message) {
                            case FromUser(var text) -> text.length();
                            case FromModel(var text, var calls) -> text.length();
                            case LlmMessage.FromTool tool -> 0;
                        })
                        .sum();
    }

    /** What was said so far; the model is left when that is enough. */
    private static final class Heard implements Consumer<LlmDelta> {
        private final int most;
        private final StringBuilder text = new StringBuilder();

        Heard(int most) {
            this.most = most;
        }

        @Override
        public void accept(LlmDelta delta) {
            if (Thread.currentThread().isInterrupted()) throw new CancellationException("the run was cancelled");
            text.append(delta.text());
            if (text.length() <= most) return;
            text.setLength(text.offsetByCodePoints(0, text.codePointCount(0, most)));
            throw new Enough();
        }
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super("the tool wants no more", null, false, false);
        }
    }
}
