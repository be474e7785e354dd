package io.mcpagent.testkit.llm;

import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.llm.LlmDelta;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmReply;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.tool.ToolCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A chat model that says what it is told to, word by word, and remembers what it was asked. Words count as tokens. An
 * interrupt ends a call between two words, by a {@link CancellationException}.
 */
public final class ScriptedLlm implements LlmPort {
    private static final Pattern BEFORE_A_WORD = Pattern.compile("(?<=\\s)(?=\\S)");

    private final Deque<Turn> turns = new ArrayDeque<>();
    private final Function<LlmRequest, String> otherwise;
    private final Function<LlmRequest, List<ToolCall>> calls;
    private final List<LlmRequest> requests = new ArrayList<>();

    private ScriptedLlm(Function<LlmRequest, String> otherwise, Function<LlmRequest, List<ToolCall>> calls) {
        this.otherwise = otherwise;
        this.calls = calls;
    }

    /** Answers what was added to its script, in that order, and then fails the test. */
    public static ScriptedLlm silent() {
        return answering(request -> {
            throw new AssertionError("no reply is left in the script for: " + request.question());
        });
    }

    /** Answers each request by that function, when its script is at an end. */
    public static ScriptedLlm answering(Function<LlmRequest, String> answer) {
        return new ScriptedLlm(answer, request -> List.of());
    }

    /** The same, and wants what the other function says called. */
    public static ScriptedLlm calling(Function<LlmRequest, List<ToolCall>> calls, Function<LlmRequest, String> answer) {
        return new ScriptedLlm(answer, calls);
    }

    public ScriptedLlm thenSays(String text) {
        return then(new Turn.Says(text, List.of()));
    }

    /** Says the text, which may be empty, and wants these called. */
    public ScriptedLlm thenCalls(String text, ToolCall... calls) {
        return then(new Turn.Says(text, List.of(calls)));
    }

    /** Says the text, which may be empty, and then fails. */
    public ScriptedLlm thenFails(String text, AgentFailure failure) {
        return then(new Turn.Fails(text, failure));
    }

    /** In the order in which they came. */
    public synchronized List<LlmRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public LlmReply generate(LlmRequest request, Consumer<? super LlmDelta> deltas) {
        return switch (next(request)) {
            case Turn.Says(var text, var calls) -> say(request, text, calls, deltas);
            case Turn.Fails(var text, var failure) -> {
                say(request, text, List.of(), deltas);
                throw failure;
            }
        };
    }

    @Override
    public String model() {
        return "scripted";
    }

    private synchronized ScriptedLlm then(Turn turn) {
        turns.add(turn);
        return this;
    }

    private synchronized Turn next(LlmRequest request) {
        requests.add(request);
        var turn = turns.poll();
        return turn != null ? turn : new Turn.Says(otherwise.apply(request), calls.apply(request));
    }

    private static LlmReply say(
            LlmRequest request, String text, List<ToolCall> calls, Consumer<? super LlmDelta> deltas) {
        for (var word : words(text)) {
            if (Thread.currentThread().isInterrupted()) throw new CancellationException("interrupted");
            deltas.accept(new LlmDelta(word));
        }
        var read = words(request.question()).size()
                + request.passages().stream()
                        .mapToInt(passage -> words(passage.text()).size())
                        .sum();
        return new LlmReply(text, calls, new TokenUsage(read, words(text).size()));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(BEFORE_A_WORD.split(text));
    }

    private sealed interface Turn {
        record Says(String text, List<ToolCall> calls) implements Turn {}

        record Fails(String text, AgentFailure failure) implements Turn {}
    }
}
