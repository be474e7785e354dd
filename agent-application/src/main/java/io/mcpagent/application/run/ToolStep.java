package io.mcpagent.application.run;

import io.mcpagent.application.tool.Toolbox;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest.ApproveCall;
import io.mcpagent.domain.run.InputRequest.UnknownOutcome;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.InputAnswered;
import io.mcpagent.domain.run.RunEvent.InputRequested;
import io.mcpagent.domain.run.RunEvent.ToolFinished;
import io.mcpagent.domain.run.RunEvent.ToolRequested;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.domain.tool.ToolRound;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The calls that were let through: made side by side, and recorded as their results come. */
final class ToolStep {
    /** Of one reply; a model that asks for more has gone astray. */
    static final int MOST_CALLS = 128;

    private final Toolbox tools;
    private final RunTools own;
    private final ToolQuestions questions;
    private final IdSource ids;
    private final InstantSource clock;

    ToolStep(Toolbox tools, RunTools own, IdSource ids, InstantSource clock) {
        this.tools = tools;
        this.own = own;
        this.questions = new ToolQuestions(ids, clock);
        this.ids = ids;
        this.clock = clock;
    }

    /** The calls under ids that this run has not used yet: models number them as they like. */
    List<ToolCall> named(List<ToolCall> calls, RunState state) {
        var used = new HashSet<String>();
        state.calls().forEach(call -> used.add(call.id()));
        state.asked().forEach(request -> used.add(request.call().id()));
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

    /**
     * Calls that a process left without a result, and that may have done what they do: a person has to say what to do
     * about them.
     *
     * @param firstAttempt whether nobody acted on the answers before; a call that was to be made again may have been
     */
    List<InputRequested> unknownOutcomes(RunState state, boolean firstAttempt) {
        return state.openTools().stream()
                .filter(open -> !open.effect().mayRepeat())
                .map(ToolRequested::call)
                .filter(call -> isUnknown(state, call, firstAttempt))
                .map(this::unknownOutcome)
                .toList();
    }

    private InputRequested unknownOutcome(ToolCall call) {
        return new InputRequested(new UnknownOutcome(new InputRequestId(ids.next()), call));
    }

    private static boolean isUnknown(RunState state, ToolCall call, boolean firstAttempt) {
        var question = state.lastQuestion(call.id());
        // An approval says that it may be made, and nothing of whether it was.
        if (question.isEmpty() || question.get() instanceof ApproveCall) return true;
        var answer = state.answerTo(question.get().id());
        return !firstAttempt
                && answer.filter(given -> !(given instanceof InputAnswer.TakeAsDone))
                        .isPresent();
    }

    /**
     * What came of the calls.
     *
     * @param results not recorded yet: they belong into the commit of what is done next
     * @param asked what tools ask people, to be recorded when the run waits for them
     */
    record Made(List<RunEvent> results, List<RunEvent> asked) {
        Made {
            results = List.copyOf(results);
            asked = List.copyOf(asked);
        }
    }

    private sealed interface Answer {
        record Finished(ToolCall call, RunTools.Answered answered) implements Answer {}

        record Asking(ToolRequested made, int round, ToolResponse.Asks asks) implements Answer {}

        record Lost(ToolCall call) implements Answer {}
    }

    /**
     * Makes all open calls and records their results, but for the last to come.
     *
     * @param canSample whether the run's model can be asked for tools
     */
    Made call(RunJournal journal, Caller caller, AgentLimits limits, boolean canSample) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var answers = new ExecutorCompletionService<Answer>(threads);
        try {
            var state = journal.state();
            for (var open : state.openTools()) submit(answers, journal.run(), caller, state, open);
            return recorded(answers, journal, caller, limits, canSample);
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

    private Made recorded(
            CompletionService<Answer> answers, RunJournal journal, Caller caller, AgentLimits limits, boolean canSample)
            throws InterruptedException, ExecutionException {
        var last = List.<RunEvent>of();
        var asked = new ArrayList<RunEvent>();
        for (var open = journal.state().openTools().size(); open > 0; ) {
            if (!last.isEmpty()) journal.append(last);
            last = List.of();
            var left = limits.time().minus(journal.elapsed(clock.instant()));
            var next = answers.poll(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
            if (next == null) return new Made(late(journal.state(), asked), asked);
            switch (next.get()) {
                case Answer.Finished(var call, var answered) -> {
                    last = recorded(journal, call, answered);
                    open--;
                }
                case Answer.Lost(var call) -> {
                    asked.add(unknownOutcome(call));
                    open--;
                }
                case Answer.Asking(var made, var round, var asks) -> {
                    var events = questions.events(made.call(), round, asks, canSample);
                    if (waitsForAPerson(events)) {
                        asked.addAll(events);
                        open--;
                    } else {
                        journal.append(events);
                        submit(answers, journal.run(), caller, journal.state(), made);
                    }
                }
            }
        }
        return new Made(last, asked);
    }

    /** What is left to be recorded with what comes next. */
    private static List<RunEvent> recorded(RunJournal journal, ToolCall call, RunTools.Answered answered) {
        if (answered.kept().isEmpty()) return answered.events();
        journal.keep(answered.events(), call.id(), answered.kept().get());
        return List.of();
    }

    private static boolean waitsForAPerson(List<RunEvent> events) {
        return events.stream().filter(InputRequested.class::isInstance).count()
                > events.stream().filter(InputAnswered.class::isInstance).count();
    }

    private static List<RunEvent> late(RunState state, List<RunEvent> asked) {
        return state.openTools().stream()
                .filter(open -> asked.stream()
                        .noneMatch(event -> event instanceof InputRequested(var request)
                                && request.call().id().equals(open.call().id())))
                .<RunEvent>map(open -> new ToolFinished(
                        open.call().id(),
                        new ToolOutcome.Failed(
                                "No answer within the run's time. Whether it did what it does is not known.")))
                .toList();
    }

    private void submit(
            CompletionService<Answer> answers, RunId run, Caller caller, RunState state, ToolRequested made) {
        answers.submit(() -> answered(run, caller, state, made));
    }

    private Answer answered(RunId run, Caller caller, RunState state, ToolRequested made) {
        var call = made.call();
        var decided = decidedByAPerson(state, call);
        if (decided.isPresent()) return finished(call, decided.get());
        var ofRun = own.call(run, state, caller, call);
        if (ofRun.isPresent()) return new Answer.Finished(call, ofRun.get());
        var rounds = new ArrayList<>(state.rounds(call.id()));
        for (var round = state.nextRound(call.id()); ; round++) {
            switch (tools.call(invocation(run, caller, state, made, rounds))) {
                case ToolOutcome outcome -> {
                    return new Answer.Finished(call, RunTools.shown(state, call, outcome));
                }
                case ToolResponse.Lost lost -> {
                    return new Answer.Lost(call);
                }
                case ToolResponse.Asks asks -> {
                    var givenUp = ToolQuestions.givenUp(asks, round);
                    if (givenUp.isPresent()) return finished(call, givenUp.get());
                    if (!asks.questions().isEmpty()) return new Answer.Asking(made, round, asks);
                    // It wants to be called again with its state alone, which is worth nothing to anybody later.
                    rounds.add(new ToolRound(List.of(), asks.state(), Map.of()));
                }
            }
        }
    }

    private static Answer finished(ToolCall call, ToolOutcome outcome) {
        return new Answer.Finished(call, RunTools.Answered.of(call, outcome));
    }

    private static Optional<ToolOutcome> decidedByAPerson(RunState state, ToolCall call) {
        return state.lastQuestion(call.id())
                .flatMap(question -> state.answerTo(question.id()))
                .filter(InputAnswer.TakeAsDone.class::isInstance)
                .map(answer -> new ToolOutcome.Succeeded(((InputAnswer.TakeAsDone) answer).note()));
    }

    private static ToolInvocation invocation(
            RunId run, Caller caller, RunState state, ToolRequested made, List<ToolRound> rounds) {
        var started = state.started().orElseThrow();
        var call = made.call();
        return new ToolInvocation(
                caller,
                run.value() + ":" + call.id(),
                call.tool(),
                call.arguments(),
                started.collections(),
                rounds,
                made.effect().mayRepeat() || isToBeCalledAgain(state, call),
                started.trace());
    }

    /** Whether a person said so after the last that the call asked. */
    private static boolean isToBeCalledAgain(RunState state, ToolCall call) {
        return state.lastQuestion(call.id())
                .filter(UnknownOutcome.class::isInstance)
                .flatMap(question -> state.answerTo(question.id()))
                .filter(InputAnswer.CallAgain.class::isInstance)
                .isPresent();
    }
}
