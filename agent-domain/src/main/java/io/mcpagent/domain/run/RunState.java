package io.mcpagent.domain.run;

import io.mcpagent.domain.llm.LlmMessage;
import io.mcpagent.domain.llm.LlmMessage.FromModel;
import io.mcpagent.domain.llm.LlmMessage.FromTool;
import io.mcpagent.domain.llm.LlmMessage.FromUser;
import io.mcpagent.domain.llm.NumberedPassages;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.run.InputAnswer.Approve;
import io.mcpagent.domain.run.InputRequest.ApproveCall;
import io.mcpagent.domain.run.InputRequest.AskedByTool;
import io.mcpagent.domain.run.RunEvent.AgentSelected;
import io.mcpagent.domain.run.RunEvent.BudgetStopped;
import io.mcpagent.domain.run.RunEvent.InputAnswered;
import io.mcpagent.domain.run.RunEvent.InputRequested;
import io.mcpagent.domain.run.RunEvent.ModelCalled;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.ModelSampled;
import io.mcpagent.domain.run.RunEvent.PassagesRetrieved;
import io.mcpagent.domain.run.RunEvent.QuestionRewritten;
import io.mcpagent.domain.run.RunEvent.ResultKept;
import io.mcpagent.domain.run.RunEvent.RunEnd;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunEvent.RunResumed;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunEvent.RunTainted;
import io.mcpagent.domain.run.RunEvent.ToolFinished;
import io.mcpagent.domain.run.RunEvent.ToolRequested;
import io.mcpagent.domain.run.RunEvent.ToolsOffered;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolQuestion;
import io.mcpagent.domain.tool.ToolRound;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of a run after some of its events: each answer is read off them, and off nothing else. */
public record RunState(List<RunEvent> events) {
    public static final RunState NEW = new RunState(List.of());

    public RunState {
        events = List.copyOf(events);
    }

    public static RunState of(Stream<RunEvent> events) {
        return NEW.after(events.toList());
    }

    /**
     * The state when more events are known.
     *
     * @throws IllegalStateException when one can't follow what happened
     */
    public RunState after(List<RunEvent> more) {
        var state = this;
        for (var event : more) {
            state = state.after(event);
        }
        return state;
    }

    public RunState after(RunEvent event) {
        RunOrder.check(this, event);
        var more = events.toArray(new RunEvent[events.size() + 1]);
        more[events.size()] = event;
        return new RunState(List.of(more));
    }

    /** The number of the last event, 0 for none. */
    public long lastSeq() {
        return events.size();
    }

    public Optional<RunStarted> started() {
        return !events.isEmpty() && events.getFirst() instanceof RunStarted started
                ? Optional.of(started)
                : Optional.empty();
    }

    public Optional<AgentSelected> selected() {
        return last(AgentSelected.class);
    }

    public String question() {
        return started()
                .map(RunStarted::question)
                .orElseThrow(() -> new IllegalStateException("a run begins with its start"));
    }

    /** The question as it can be understood without the conversation before it. */
    public String standaloneQuestion() {
        return last(QuestionRewritten.class).map(QuestionRewritten::question).orElseGet(this::question);
    }

    /** What was said in the conversation before this run. */
    public List<PastTurn> history() {
        return started().map(RunStarted::history).orElse(List.of());
    }

    public boolean isRetrieved() {
        return last(PassagesRetrieved.class).isPresent();
    }

    /** What the model is shown before it says anything. */
    public List<Passage> retrieved() {
        return all(PassagesRetrieved.class)
                .flatMap(found -> found.passages().stream())
                .toList();
    }

    /** All that the model was shown; the first is number 1 in its citations. */
    public List<Passage> passages() {
        return events.stream().flatMap(RunState::shown).toList();
    }

    /** What was said so far, in the conversation and then in this run. */
    public List<LlmMessage> messages() {
        var messages = new ArrayList<LlmMessage>();
        for (var turn : history()) {
            messages.add(new FromUser(turn.question()));
            messages.add(new FromModel(turn.answer(), List.of()));
        }
        messages.add(new FromUser(question()));
        var calls = new ArrayList<ToolCall>();
        var number = 1;
        for (var event : events) {
            if (event instanceof ModelReplied(var text, var wanted, var usage) && !wanted.isEmpty()) {
                messages.add(
                        new FromModel(text, wanted.stream().map(this::asMade).toList()));
                calls.addAll(wanted);
            }
            if (event instanceof ToolFinished(var id, var outcome)) {
                var tool = calls.stream()
                        .filter(call -> call.id().equals(id))
                        .findFirst()
                        .orElseThrow()
                        .tool();
                messages.add(said(id, tool, outcome, number));
            }
            number += (int) shown(event).count();
        }
        return messages;
    }

    /** The number of a model call without a reply. */
    public Optional<Long> openCall() {
        return !events.isEmpty() && events.getLast() instanceof ModelCalled ? Optional.of(lastSeq()) : Optional.empty();
    }

    /** Calls of the last reply that nothing was done about yet. */
    public List<ToolCall> wanted() {
        return last(ModelReplied.class).stream()
                .flatMap(reply -> reply.calls().stream())
                .filter(call -> all(ToolRequested.class)
                        .noneMatch(request -> request.call().id().equals(call.id())))
                .filter(call -> !isFinished(call.id()))
                .toList();
    }

    /** Calls that were made, or were about to be, and whose outcome is not known. */
    public List<ToolRequested> openTools() {
        return all(ToolRequested.class)
                .filter(request -> !isFinished(request.call().id()))
                .toList();
    }

    /** A call with the arguments that it was made with, which a person may have changed. */
    private ToolCall asMade(ToolCall wanted) {
        return calls().stream()
                .filter(call -> call.id().equals(wanted.id()))
                .findFirst()
                .orElse(wanted);
    }

    /** Calls that were made, or were about to be. */
    public List<ToolCall> calls() {
        return all(ToolRequested.class).map(ToolRequested::call).toList();
    }

    /** All questions to people. */
    public List<InputRequest> asked() {
        return all(InputRequested.class).map(InputRequested::request).toList();
    }

    /** Questions to people that have no answer. */
    public List<InputRequest> waitingFor() {
        return asked().stream()
                .filter(request -> answerTo(request.id()).isEmpty())
                .toList();
    }

    public Optional<InputAnswer> answerTo(InputRequestId id) {
        return all(InputAnswered.class)
                .filter(answered -> answered.request().equals(id))
                .map(InputAnswered::answer)
                .findFirst();
    }

    /** The last question whether a call may be made. */
    public Optional<ApproveCall> approval(String callId) {
        return about(callId)
                .filter(ApproveCall.class::isInstance)
                .map(ApproveCall.class::cast)
                .reduce((earlier, later) -> later);
    }

    /** The last question about a call, whatever it is. */
    public Optional<InputRequest> lastQuestion(String callId) {
        return about(callId).reduce((earlier, later) -> later);
    }

    private Stream<InputRequest> about(String callId) {
        return asked().stream().filter(request -> request.call().id().equals(callId));
    }

    /** What a call has asked so far, and was told, round by round. */
    public List<ToolRound> rounds(String callId) {
        return ToolRounds.of(this, callId);
    }

    /** The number of the round in which a call would ask next. */
    public int nextRound(String callId) {
        return about(callId)
                .filter(AskedByTool.class::isInstance)
                .mapToInt(request -> ((AskedByTool) request).round() + 1)
                .max()
                .orElse(0);
    }

    /** Answers of a model that tools asked for and people approved, and that are still to be had. */
    public List<AskedByTool> toSample() {
        return asked().stream()
                .filter(AskedByTool.class::isInstance)
                .map(AskedByTool.class::cast)
                .filter(request -> request.question() instanceof ToolQuestion.Sample)
                .filter(request ->
                        answerTo(request.id()).filter(Approve.class::isInstance).isPresent())
                .filter(request -> sampled(request.id()).isEmpty())
                .toList();
    }

    Optional<ModelSampled> sampled(InputRequestId id) {
        return all(ModelSampled.class)
                .filter(sampled -> sampled.request().equals(id))
                .findFirst();
    }

    /**
     * The names of the tools that the model is offered, those that were called without it among them; the newest last. Empty
     * where it is offered all that its agent has.
     */
    public Optional<List<String>> offered() {
        if (last(ToolsOffered.class).isEmpty()) return Optional.empty();
        var names = new LinkedHashSet<String>();
        for (var event : events) {
            if (event instanceof ToolsOffered(var tools, var of)) {
                names.removeAll(tools);
                names.addAll(tools);
            }
            if (event instanceof ToolRequested(var call, var effect)) names.add(call.tool());
        }
        return Optional.of(List.copyOf(names));
    }

    /** Results that were too long to be shown whole. */
    public List<ResultKept> kept() {
        return all(ResultKept.class).toList();
    }

    /** Whether the model was shown text that nobody vouches for. */
    public boolean isTainted() {
        return last(RunTainted.class).isPresent();
    }

    public boolean isParked() {
        for (var event : events.reversed()) {
            if (event instanceof RunParked) return true;
            if (event instanceof RunResumed) return false;
        }
        return false;
    }

    /** Calls of the model so far, those that were abandoned among them. */
    public int steps() {
        return (int) all(ModelCalled.class).count();
    }

    public Optional<BudgetStopped> stopped() {
        return last(BudgetStopped.class);
    }

    /** Of all calls of models whose replies are known. */
    public TokenUsage usage() {
        var sum = TokenUsage.NONE;
        for (var event : events) {
            sum = switch (event) {
                case QuestionRewritten(var question, var by, var usage) -> sum.plus(usage);
                case ModelSampled(var request, var message, var usage) -> sum.plus(usage);
                case ModelReplied(var text, var wanted, var usage) -> sum.plus(usage);
                default -> sum;
            };
        }
        return sum;
    }

    /** The event that ended it: nothing follows it. */
    public Optional<RunEnd> end() {
        return !events.isEmpty() && events.getLast() instanceof RunEnd end ? Optional.of(end) : Optional.empty();
    }

    boolean isFinished(String callId) {
        return all(ToolFinished.class).anyMatch(finished -> finished.callId().equals(callId));
    }

    private static Stream<Passage> shown(RunEvent event) {
        return switch (event) {
            case PassagesRetrieved(var passages) -> passages.stream();
            case ToolFinished(var id, ToolOutcome.Succeeded(var text, var passages)) -> passages.stream();
            default -> Stream.empty();
        };
    }

    private static FromTool said(String id, String tool, ToolOutcome outcome, int number) {
        return switch (outcome) {
            case ToolOutcome.Succeeded(var text, var passages) ->
                new FromTool(
                        id,
                        tool,
                        passages.isEmpty() ? text : text + "\n\n" + NumberedPassages.text(passages, number),
                        false);
            case ToolOutcome.Failed(var message) -> new FromTool(id, tool, message, true);
        };
    }

    private <E extends RunEvent> Stream<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    private <E extends RunEvent> Optional<E> last(Class<E> kind) {
        for (var event : events.reversed()) {
            if (kind.isInstance(event)) return Optional.of(kind.cast(event));
        }
        return Optional.empty();
    }
}
