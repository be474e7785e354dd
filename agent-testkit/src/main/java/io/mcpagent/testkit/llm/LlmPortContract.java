package io.mcpagent.testkit.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.llm.LlmDelta;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.retrieval.Scores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every chat model must do. */
public interface LlmPortContract {
    LlmPort llm();

    /** One that the model has an answer to. */
    default LlmRequest request() {
        var text = "Paris is the capital of France. It lies on the river Seine.";
        var passage = new Passage(
                new ChunkId(new DocumentId(new UUID(0, 1)), 1, 0),
                "france.md",
                Language.ENGLISH,
                0,
                text.length(),
                new Location.Lines(1, 1),
                List.of("France"),
                text,
                new Scores(1, Optional.of(.9), Optional.of(5.0)));
        return LlmRequest.of("What is the capital of France?", List.of(passage));
    }

    @Test
    default void deltasAddUpToTheReply() {
        var deltas = new ArrayList<LlmDelta>();

        var reply = llm().generate(request(), deltas::add);

        assertThat(textOf(deltas)).isEqualTo(reply.text()).isNotBlank();
    }

    @Test
    default void deltasArriveOnTheCallingThread() {
        var threads = Collections.synchronizedSet(new HashSet<Thread>());

        llm().generate(request(), delta -> threads.add(Thread.currentThread()));

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    default void aSinkThatThrowsEndsTheCall() {
        var deltas = new AtomicInteger();
        var gone = new IllegalStateException("the reader is gone");

        assertThatThrownBy(() -> llm().generate(request(), delta -> {
                    deltas.incrementAndGet();
                    throw gone;
                }))
                .isSameAs(gone);
        assertThat(deltas).hasValue(1);
    }

    @Test
    default void manyThreadsMayAskAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = Collections.<Callable<Boolean>>nCopies(20, () -> {
                var deltas = new ArrayList<LlmDelta>();
                var reply = llm().generate(request(), deltas::add);
                return textOf(deltas).equals(reply.text());
            });
            for (var call : threads.invokeAll(calls)) {
                assertThat(call.get()).isTrue();
            }
        }
    }

    @Test
    default void hasAName() {
        assertThat(llm().model()).isNotBlank();
    }

    private static String textOf(List<LlmDelta> deltas) {
        return deltas.stream().map(LlmDelta::text).collect(Collectors.joining());
    }
}
