package io.mcpagent.application.run;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.json.CanonicalJson;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest.AskedByTool;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.InputAnswered;
import io.mcpagent.domain.run.RunEvent.InputRequested;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.tool.FormSchema;
import io.mcpagent.domain.tool.SecretQuestions;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolQuestion;
import io.mcpagent.domain.tool.ToolResponse.Asks;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What tools ask in the midst of a call: who is asked, and what nobody is asked. */
final class ToolQuestions {
    /** Of one call; whoever asks on has gone astray. */
    static final int MOST_ROUNDS = 10;

    private static final int MOST_AT_ONCE = 16;
    private static final int LONGEST_MESSAGE = 5_000;
    private static final int LONGEST_ADDRESS = 2_000;
    /** Of what is asked at once, in characters. */
    private static final int LARGEST = 500_000;

    private final IdSource ids;
    private final InstantSource clock;

    ToolQuestions(IdSource ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Why a call is given up that asks so; empty where it can go on. */
    static Optional<ToolOutcome.Failed> givenUp(Asks asks, int round) {
        if (round >= MOST_ROUNDS)
            return Optional.of(new ToolOutcome.Failed(
                    "The tool was given up: it asked %d times, and asked again.".formatted(MOST_ROUNDS)));
        var keys = asks.questions().stream().map(ToolQuestion::key).distinct().count();
        if (asks.questions().size() > MOST_AT_ONCE || keys < asks.questions().size())
            return Optional.of(new ToolOutcome.Failed(
                    "The tool was given up: it asked more than %d questions at once, or two under one key."
                            .formatted(MOST_AT_ONCE)));
        return recorded(asks) > LARGEST
                ? Optional.of(new ToolOutcome.Failed(
                        "The tool was given up: what it asked, with what it wants back, has more than %,d characters."
                                .formatted(LARGEST)))
                : Optional.empty();
    }

    /** Each question is recorded with the state. */
    private static long recorded(Asks asks) {
        var state = asks.state().map(String::length).orElse(0);
        return asks.questions().stream()
                .mapToLong(question -> state + size(question))
                .sum();
    }

    private static int size(ToolQuestion question) {
        return question.key().length()
                + switch (question) {
                    case ToolQuestion.Form(var key, var message, var schema) -> message.length() + size(schema);
                    case ToolQuestion.Visit(var key, var message, var url) ->
                        message.length() + url.toString().length();
                    case ToolQuestion.Sample(var key, var request) -> size(request);
                };
    }

    private static int size(Json json) {
        return CanonicalJson.bytes(json).length;
    }

    /** A round, with the answers to what nobody is asked. */
    List<RunEvent> events(ToolCall call, int round, Asks asks, boolean canSample) {
        var events = new ArrayList<RunEvent>();
        for (var question : asks.questions()) {
            var id = new InputRequestId(ids.next());
            events.add(new InputRequested(new AskedByTool(
                    id, call, round, asks.state(), question, clock.instant().plus(CallGate.PATIENCE))));
            refusal(question, canSample)
                    .ifPresent(reason -> events.add(new InputAnswered(id, new InputAnswer.NotAsked(reason))));
        }
        return events;
    }

    /** Why nobody is asked this. */
    private static Optional<String> refusal(ToolQuestion question, boolean canSample) {
        return switch (question) {
            case ToolQuestion.Form form -> ofForm(form);
            case ToolQuestion.Visit(var key, var message, var url) ->
                isTooLong(message) || !canBeOpened(url)
                        ? Optional.of("It asked to open an address that is no plain http or https one.")
                        : Optional.empty();
            case ToolQuestion.Sample(var key, var request) ->
                canSample
                        ? Sampling.refusal(request)
                        : Optional.of("It asked for an answer of a model, and there is no model here that writes.");
        };
    }

    private static Optional<String> ofForm(ToolQuestion.Form form) {
        if (isTooLong(form.message())) return Optional.of("It asked for a form with too long a text.");
        try {
            return SecretQuestions.found(form.message(), FormSchema.of(form.schema()))
                    .map(secret -> "It asked for a form that takes a secret (\"%s\"), and secrets are given in no form."
                            .formatted(secret));
        } catch (IllegalArgumentException unfit) {
            return Optional.of("It asked for a form that can't be shown: " + unfit.getMessage() + ".");
        }
    }

    private static boolean isTooLong(String message) {
        return message.length() > LONGEST_MESSAGE;
    }

    private static boolean canBeOpened(URI url) {
        var scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        return Set.of("http", "https").contains(scheme)
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.toString().length() <= LONGEST_ADDRESS;
    }

    /** The outcome, with what the tool asked and nobody was asked: the model is to know why it got no answer. */
    static ToolOutcome told(ToolOutcome outcome, ToolCall call, RunState state) {
        var reasons = reasons(call, state).distinct().toList();
        if (reasons.isEmpty()) return outcome;
        var note = "\n\n[About this tool: " + String.join(" ", reasons) + " It was told no.]";
        return switch (outcome) {
            case ToolOutcome.Succeeded(var text, var passages) -> new ToolOutcome.Succeeded(text + note, passages);
            case ToolOutcome.Failed(var message) -> new ToolOutcome.Failed(message + note);
        };
    }

    private static Stream<String> reasons(ToolCall call, RunState state) {
        return state.asked().stream()
                .filter(request -> request.call().id().equals(call.id()))
                .flatMap(request -> state.answerTo(request.id()).stream())
                .filter(InputAnswer.NotAsked.class::isInstance)
                .map(answer -> ((InputAnswer.NotAsked) answer).reason());
    }
}
