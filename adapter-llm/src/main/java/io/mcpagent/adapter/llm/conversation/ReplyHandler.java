package io.mcpagent.adapter.llm.conversation;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.mcpagent.domain.llm.LlmDelta;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gathers one reply. langchain4j logs and swallows what a handler throws, so the first thing that goes wrong is kept, and
 * the stream is left.
 */
final class ReplyHandler implements StreamingChatResponseHandler {
    private final Consumer<? super LlmDelta> sink;
    private final StringBuilder text = new StringBuilder();
    private Optional<RuntimeException> sinkFailure = Optional.empty();
    private boolean isUnreadable;
    private Optional<ChatResponse> complete = Optional.empty();

    ReplyHandler(Consumer<? super LlmDelta> sink) {
        this.sink = sink;
    }

    @Override
    public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
        if (isUnreadable) context.streamingHandle().cancel();
        else deliver(part.text(), context);
    }

    private void deliver(String part, PartialResponseContext context) {
        text.append(part);
        try {
            sink.accept(new LlmDelta(part));
        } catch (RuntimeException failure) {
            sinkFailure = Optional.of(failure);
            context.streamingHandle().cancel();
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        complete = Optional.of(response);
    }

    @Override
    public void onError(Throwable error) {
        isUnreadable = true;
    }

    String text() {
        return text.toString();
    }

    /** The sink's own failure, if any, is thrown; empty when a part was no part of a reply. */
    Optional<ChatResponse> complete() {
        sinkFailure.ifPresent(failure -> {
            throw failure;
        });
        return isUnreadable ? Optional.empty() : complete;
    }
}
