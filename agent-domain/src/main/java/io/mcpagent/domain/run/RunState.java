package io.mcpagent.domain.run;

import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.ModelCalled;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.PassagesRetrieved;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunFailed;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a run after some of its events.
 *
 * @param lastSeq the number of the last event, 0 for none
 * @param openCall the number of a model call without a reply
 * @param usage of all replies so far
 * @param end the event that ended it
 */
public record RunState(
        long lastSeq,
        Optional<RunStarted> started,
        Optional<PassagesRetrieved> retrieved,
        Optional<Long> openCall,
        Optional<ModelReplied> reply,
        TokenUsage usage,
        Optional<RunEvent> end) {
    public static final RunState NEW = new RunState(
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            TokenUsage.NONE,
            Optional.empty());

    public static RunState of(Stream<RunEvent> events) {
        return events.reduce(NEW, RunState::after, (left, right) -> {
            throw new IllegalStateException("a log is folded in order");
        });
    }

    public RunState after(List<RunEvent> events) {
        var state = this;
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    /**
     * The state when one more event is known.
     *
     * @throws IllegalStateException when the event can't follow what happened
     */
    public RunState after(RunEvent event) {
        if (end.isPresent()) throw new IllegalStateException("nothing follows " + end.get());
        if (started.isPresent() == (event instanceof RunStarted))
            throw new IllegalStateException("a run begins with its start, once: " + event);
        if (openCall.isPresent() != isOutcome(event))
            throw new IllegalStateException("a model call is followed by its outcome, and nothing else is: " + event);
        if (event instanceof ModelAbandoned(var replaces) && !openCall.equals(Optional.of(replaces)))
            throw new IllegalStateException("no call is open under that number: " + event);
        var seq = lastSeq + 1;
        return switch (event) {
            case RunStarted first -> new RunState(seq, Optional.of(first), retrieved, openCall, reply, usage, end);
            case PassagesRetrieved found -> new RunState(seq, started, Optional.of(found), openCall, reply, usage, end);
            case ModelCalled called -> new RunState(seq, started, retrieved, Optional.of(seq), reply, usage, end);
            case ModelReplied replied ->
                new RunState(
                        seq,
                        started,
                        retrieved,
                        Optional.empty(),
                        Optional.of(replied),
                        usage.plus(replied.usage()),
                        end);
            case ModelAbandoned abandoned -> new RunState(seq, started, retrieved, Optional.empty(), reply, usage, end);
            case AnswerCompleted completed -> ended(seq, completed);
            case RunFailed failed -> ended(seq, failed);
            case RunCancelled cancelled -> ended(seq, cancelled);
        };
    }

    private static boolean isOutcome(RunEvent event) {
        return event instanceof ModelReplied || event instanceof ModelAbandoned;
    }

    private RunState ended(long seq, RunEvent last) {
        return new RunState(seq, started, retrieved, openCall, reply, usage, Optional.of(last));
    }
}
