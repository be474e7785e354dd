package io.mcpagent.application.run;

import io.mcpagent.application.tool.Toolbox;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest.UnknownOutcome;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.InputRequested;
import io.mcpagent.domain.run.RunEvent.ToolFinished;
import io.mcpagent.domain.run.RunEvent.ToolRequested;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The calls that a reply asked for: let through, made side by side, and recorded as their results come. */
final class ToolStep {
    /** Of one reply; a model that asks for more has gone astray. */
    static final int MOST_CALLS = 128;

    private static final int CALLS_AT_ONCE = 16;

    private final Toolbox tools;
    private final IdSource ids;
    private final InstantSource clock;

    ToolStep(Toolbox tools, IdSource ids, InstantSource clock) {
        this.tools = tools;
        this.ids = ids;
        this.clock = clock;
    }

    /** The calls under ids that this run has not used yet: models number them as they like. */
    List<ToolCall> named(List<ToolCall> calls, RunState state) {
        var used = new HashSet<String>();
        state.calls().forEach(call -> used.add(call.id()));
        var named = new ArrayList<ToolCall>();
        for (var call : calls) {
            var id = call.id();
            for (var n = 2; !used.add(id); n++) {
                id = call.id() + "-" + n;
            }
            named.add(new ToolCall(id, call.tool(), call.arguments()));
        }
        return named;
    }

    /** What is recorded with the reply, before anything is called. */
    List<RunEvent> requested(List<ToolCall> calls, Agent agent) {
        var events = new ArrayList<RunEvent>();
        for (var call : calls) {
            var refusal = events.size() < CALLS_AT_ONCE
                    ? tools.refusal(agent, call.tool())
                    : Optional.of(new ToolOutcome.Failed("Not called: at most " + CALLS_AT_ONCE + " calls at once."));
            events.add(refusal.<RunEvent>map(failed -> new ToolFinished(call.id(), failed))
                    .orElseGet(() -> new ToolRequested(call, effect(call))));
        }
        return events;
    }

    /**
     * Calls that a process left without a result, and that may have done what they do: a person has to say what to do
     * about them.
     *
     * @param firstAttempt whether nobody acted on the answers before; a call that was to be made again may have been
     */
    List<InputRequested> questions(RunState state, boolean firstAttempt) {
        return state.openTools().stream()
                .filter(open -> !open.effect().mayRepeat())
                .map(ToolRequested::call)
                .filter(call -> lastQuestion(state, call)
                        .map(question -> isSpent(state.answerTo(question.id()), firstAttempt))
                        .orElse(true))
                .map(call -> new InputRequested(new UnknownOutcome(new InputRequestId(ids.next()), call)))
                .toList();
    }

    private static boolean isSpent(Optional<InputAnswer> answer, boolean firstAttempt) {
        return !firstAttempt
                && answer.filter(InputAnswer.CallAgain.class::isInstance).isPresent();
    }

    private static Optional<UnknownOutcome> lastQuestion(RunState state, ToolCall call) {
        return state.asked().reversed().stream()
                .filter(UnknownOutcome.class::isInstance)
                .map(UnknownOutcome.class::cast)
                .filter(question -> question.call().equals(call))
                .findFirst();
    }

    /**
     * Makes all open calls and records their results, but for the last to come: that belongs into the commit of what is
     * done next.
     */
    List<RunEvent> call(RunJournal journal, Caller caller, Agent agent) {
        var state = journal.state();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var results = new ExecutorCompletionService<ToolFinished>(threads);
        var open = state.openTools();
        open.forEach(request -> results.submit(() -> finished(journal.run(), caller, state, request.call())));
        try {
            return recorded(results, open.size(), journal, agent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was cancelled");
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            // Not closed, which would wait for a tool that does not heed its interrupt.
            threads.shutdownNow();
        }
    }

    private List<RunEvent> recorded(CompletionService<ToolFinished> results, int count, RunJournal journal, Agent agent)
            throws InterruptedException, ExecutionException {
        var last = List.<RunEvent>of();
        for (var n = 0; n < count; n++) {
            if (!last.isEmpty()) journal.append(last);
            var left = agent.limits().time().minus(journal.elapsed(clock.instant()));
            var next = results.poll(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
            if (next == null) return late(journal.state());
            last = List.of(next.get());
        }
        return last;
    }

    private static List<RunEvent> late(RunState state) {
        return state.openTools().stream()
                .<RunEvent>map(open -> new ToolFinished(
                        open.call().id(),
                        new ToolOutcome.Failed(
                                "No answer within the run's time. Whether it did what it does is not known.")))
                .toList();
    }

    private ToolFinished finished(RunId run, Caller caller, RunState state, ToolCall call) {
        var answer = lastQuestion(state, call).flatMap(question -> state.answerTo(question.id()));
        if (answer.isPresent() && answer.get() instanceof InputAnswer.TakeAsDone(var note))
            return new ToolFinished(call.id(), new ToolOutcome.Succeeded(note));
        var started = state.started().orElseThrow();
        return new ToolFinished(
                call.id(),
                tools.call(new ToolInvocation(
                        caller, run.value() + ":" + call.id(), call.tool(), call.arguments(), started.collections())));
    }

    private ToolEffect effect(ToolCall call) {
        return tools.find(call.tool()).orElseThrow().effect();
    }
}
