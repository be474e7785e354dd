package io.mcpagent.application.run;

import io.mcpagent.application.tool.DocumentTools;
import io.mcpagent.application.tool.FindTools;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.conversation.MessagePart;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmReply;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.domain.retrieval.Citation;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.AgentSelected;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.ModelCalled;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.PassagesRetrieved;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunFailed;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.tool.ToolCall;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Drives a run from wherever its log stands to its end: retrieval, the model, the tools it asks for, the answer. A step
 * is recorded before it acts, so that whoever takes the run up after a kill folds the log and goes on from there.
 */
final class AgentLoop {
    /** How much of the ranking the model is shown, in chunks. */
    private static final int CHUNKS = 10;

    private final Answering answering;
    private final CallGate gate;
    private final RunTools offering;
    private final ToolStep tools;
    private final IdSource ids;
    private final InstantSource clock;

    AgentLoop(Answering answering, CallGate gate, RunTools offering, IdSource ids, InstantSource clock) {
        this.answering = answering;
        this.gate = gate;
        this.offering = offering;
        this.tools = new ToolStep(answering.tools(), offering, ids, clock);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Returns when the run has ended, well or not, or waits for a person; the log says which. Returns too when it was
     * interrupted because this process stops: the log stays as it is for whoever takes the run up.
     *
     * @param stops whether this process stops
     * @throws io.mcpagent.domain.failure.Conflict with code {@code stale_lease} when somebody else drives the run now
     */
    void drive(RunJournal journal, BooleanSupplier stops) {
        try {
            var unknown = tools.unknownOutcomes(journal.state(), journal.isFirstAttempt());
            if (!unknown.isEmpty() || !journal.state().waitingFor().isEmpty()) {
                journal.park(List.copyOf(unknown), clock.instant());
                return;
            }
            if (!journal.state().passages().isEmpty()) hideWhatWasRevoked(journal);
            while (journal.state().end().isEmpty() && !journal.state().isParked()) {
                turn(journal);
            }
        } catch (CancellationException cancelled) {
            if (!stops.getAsBoolean()) end(journal, new RunCancelled(), cancelled);
        } catch (AgentFailure failure) {
            end(journal, RunFailed.of(failure), failure);
        } catch (RuntimeException mistake) {
            end(journal, new RunFailed("internal_error", mistake.toString()), mistake);
            throw mistake;
        }
    }

    /** What the run found before it was left or waited: a model is not shown what its owner may not read any more. */
    private void hideWhatWasRevoked(RunJournal journal) {
        var caller = caller(journal);
        journal.read(log -> answering.access().read(caller, log));
    }

    /**
     * The first events of a run. Where there is nothing to be found out before the model is called, its call is one of
     * them, which spares a commit.
     *
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code model_provider_unknown}
     */
    List<RunEvent> opening(Caller caller, RunStarted started, AgentSelected selected) {
        var agent = selected.agent();
        var model = answering.models().of(agent.model());
        var events = new ArrayList<RunEvent>(List.of(started, selected));
        // To choose tools takes a model for a moment, which is no thing for the caller's transaction.
        if (started.collections().isEmpty() && started.history().isEmpty() && !offering.isChoiceNeeded(caller, agent))
            events.addAll(beforeTheCall(RunState.of(events.stream()), caller, model, List.of(), Duration.ZERO));
        return events;
    }

    /** Calls the tools that are asked for, and then the model; or parks where people have to be asked first. */
    private void turn(RunJournal journal) {
        var agent = CallGate.agent(journal.state());
        var caller = caller(journal);
        var model = answering.models().of(agent.model());
        var wanted = gate.decide(caller, agent, journal.state(), journal.state().wanted());
        if (!wanted.events().isEmpty()) journal.append(wanted.events());
        for (var asked : journal.state().toSample()) journal.append(List.of(Sampling.of(asked, model)));
        var made = tools.call(journal, caller, agent.limits(), Sampling.canBeDoneBy(model));
        if (!wanted.questions().isEmpty() || !made.asked().isEmpty()) {
            var events = new ArrayList<>(made.results());
            events.addAll(made.asked());
            events.addAll(wanted.questions());
            journal.park(events, clock.instant());
            return;
        }
        if (!journal.isAboutToCall())
            journal.append(
                    beforeTheCall(journal.state(), caller, model, made.results(), journal.elapsed(clock.instant())));
        speak(journal, caller, agent, model);
    }

    private void speak(RunJournal journal, Caller caller, Agent agent, LlmPort model) {
        var state = journal.state();
        var offered = offering.offered(state, caller, agent);
        var reply = model.generate(
                new LlmRequest(
                        Prompt.instructions(agent),
                        state.messages(),
                        state.standaloneQuestion(),
                        state.retrieved(),
                        offered),
                journal.speech());
        if (reply.calls().size() > ToolStep.MOST_CALLS)
            throw new UpstreamFailure(
                    "model_calls_too_many",
                    "The model %s asked for %,d calls of tools at once; at most %d are taken. Ask again, or choose another model."
                            .formatted(model.model(), reply.calls().size(), ToolStep.MOST_CALLS),
                    true);
        var calls = offered.isEmpty() ? List.<ToolCall>of() : tools.named(reply.calls(), state);
        if (calls.isEmpty()) {
            answer(journal, model, reply);
            return;
        }
        var events = new ArrayList<RunEvent>();
        events.add(new ModelReplied(reply.text(), calls, reply.usage()));
        // Those about which people are asked stay as they are until the others have their results.
        events.addAll(gate.decide(caller, agent, state, calls).events());
        journal.append(events);
    }

    /**
     * Looked up before each step, so that who is disabled, or may not ask any more, is so in the midst of a run.
     *
     * @throws io.mcpagent.domain.failure.Forbidden which ends the run
     */
    private Caller caller(RunJournal journal) {
        var started = journal.state().started().orElseThrow();
        var caller = answering.access().callers().of(started, journal.asking());
        answering.access().authorization().require(caller, Permission.ASK);
        return caller;
    }

    /** What the model is about to be shown, and that it is called. */
    private List<RunEvent> beforeTheCall(
            RunState state, Caller caller, LlmPort model, List<RunEvent> results, Duration elapsed) {
        var agent = state.selected().map(AgentSelected::agent).orElseThrow();
        var events = new ArrayList<RunEvent>();
        state.openCall().ifPresent(lost -> events.add(new ModelAbandoned(lost)));
        events.addAll(results);
        if (!answering.tools().of(agent).isEmpty())
            RunLimits.reached(state.after(results), agent.limits(), elapsed).ifPresent(events::add);
        if (!state.isRetrieved()) events.addAll(retrieved(state, caller, model));
        offering.chosen(state.after(events), caller, agent).ifPresent(events::add);
        var shown = state.after(events);
        Taint.of(shown, answering.tools(), offering.offered(shown, caller, agent))
                .ifPresent(events::add);
        events.add(new ModelCalled(model.model()));
        return events;
    }

    private List<RunEvent> retrieved(RunState state, Caller caller, LlmPort model) {
        var events = new ArrayList<RunEvent>();
        Rewriting.of(state.history(), state.question(), model).ifPresent(events::add);
        var started = state.started().orElseThrow();
        if (started.collections().isEmpty()) {
            events.add(new PassagesRetrieved(List.of()));
            return events;
        }
        var scope = answering.scopes().of(caller, started.collections());
        var question = state.after(events).standaloneQuestion();
        events.add(new PassagesRetrieved(answering.search().passagesFor(question, scope, CHUNKS)));
        return events;
    }

    private void answer(RunJournal journal, LlmPort model, LlmReply reply) {
        if (reply.text().isBlank())
            throw new UpstreamFailure(
                    "model_said_nothing",
                    "The model " + model.model() + " answered with nothing. Ask again, or choose another model.",
                    true);
        var state = journal.state();
        var saysSomething = Prompt.answers(reply.text());
        var citations = saysSomething ? Citations.of(reply.text(), state.passages()) : List.<Citation>of();
        journal.end(
                Optional.of(message(journal, reply)),
                new ModelReplied(reply.text(), List.of(), reply.usage()),
                new AnswerCompleted(
                        reply.text(),
                        saysSomething && isGrounded(state, citations),
                        citations,
                        state.usage().plus(reply.usage())));
    }

    /** Where there are documents, what a model says by itself is no answer from them. */
    private static boolean isGrounded(RunState state, List<Citation> citations) {
        var hasDocuments = !state.started().orElseThrow().collections().isEmpty();
        return !citations.isEmpty()
                || !hasDocuments
                || state.calls().stream()
                        .map(ToolCall::tool)
                        .anyMatch(tool -> !DocumentTools.isOne(tool) && !tool.equals(FindTools.NAME));
    }

    private Message message(RunJournal journal, LlmReply reply) {
        return new Message(
                new MessageId(ids.next()),
                journal.state().started().orElseThrow().conversation(),
                Message.Role.ASSISTANT,
                List.of(new MessagePart(
                        Origin.MODEL,
                        Optional.of(journal.run().value().toString()),
                        reply.text(),
                        journal.state().isTainted())),
                clock.instant());
    }

    private static void end(RunJournal journal, RunEvent last, RuntimeException why) {
        try {
            journal.end(Optional.empty(), last);
        } catch (RuntimeException notRecorded) {
            if (!notRecorded.equals(why)) notRecorded.addSuppressed(why);
            throw notRecorded;
        }
    }
}
