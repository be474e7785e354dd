package io.mcpagent.application.tool;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolQuestion;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.domain.tool.ToolServerEntry;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes the secrets of a tool server out of what it says: it knows them, and may tell them to anybody who asks. */
final class Redaction {
    /** A shorter one would be found in any text. */
    private static final int SHORTEST = 4;
    /** A token is told without the scheme before it, too. */
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z]{1,20} +");

    private final ToolServerSecrets secrets;

    Redaction(ToolServerSecrets secrets) {
        this.secrets = secrets;
    }

    String text(String text, ToolServerEntry entry) {
        var clean = text;
        var inClear = secrets.inClear(entry);
        var bare = inClear.stream().map(secret -> SCHEME.matcher(secret).replaceFirst(""));
        for (var secret : Stream.concat(inClear.stream(), bare).toList()) {
            if (secret.length() >= SHORTEST) clean = clean.replace(secret, SecretLooks.MASK);
        }
        return clean;
    }

    /**
     * Does something with a server, whose failures are told so.
     *
     * @throws UpstreamFailure as the work does
     */
    <T> T failures(ToolServerEntry entry, Supplier<T> work) {
        try {
            return work.get();
        } catch (UpstreamFailure failure) {
            var clean = text(failure.getMessage(), entry);
            if (clean.equals(failure.getMessage())) throw failure;
            throw new UpstreamFailure(failure.code(), clean, failure.retryable());
        }
    }

    ToolResponse response(ToolResponse response, ToolServerEntry entry) {
        return switch (response) {
            case ToolOutcome.Succeeded(var text, var passages) ->
                new ToolOutcome.Succeeded(text(text, entry), passages);
            case ToolOutcome.Failed(var message) -> new ToolOutcome.Failed(text(message, entry));
            case ToolResponse.Asks(var questions, var state) ->
                new ToolResponse.Asks(
                        questions.stream()
                                .map(question -> question(question, entry))
                                .toList(),
                        state);
            case ToolResponse.Lost lost -> lost;
        };
    }

    private ToolQuestion question(ToolQuestion question, ToolServerEntry entry) {
        return switch (question) {
            case ToolQuestion.Form(var key, var message, var schema) ->
                new ToolQuestion.Form(key, text(message, entry), schema);
            case ToolQuestion.Visit(var key, var message, var url) ->
                new ToolQuestion.Visit(key, text(message, entry), url);
            case ToolQuestion.Sample sample -> sample;
        };
    }
}
