package io.mcpagent.application.run;

import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.application.retrieval.SearchService;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.conversation.MessagePart;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.llm.LlmDelta;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmReply;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.ModelCalled;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.PassagesRetrieved;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunFailed;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Drives a run from wherever its log stands to its end: retrieval, the model, the answer. A step is recorded before it
 * acts, so that whoever takes the run up after a kill folds the log and goes on from there.
 */
final class AgentLoop {
    /** How much of the ranking the model is shown, in chunks. */
    private static final int CHUNKS = 10;

    private final Scopes scopes;
    private final SearchService search;
    private final LlmPort model;
    private final IdSource ids;
    private final InstantSource clock;

    AgentLoop(Scopes scopes, SearchService search, LlmPort model, IdSource ids, InstantSource clock) {
        this.scopes = scopes;
        this.search = search;
        this.model = model;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Returns when the run has ended, well or not; the log says how.
     *
     * @throws io.mcpagent.domain.failure.Conflict with code {@code stale_lease} when somebody else drives the run now
     */
    void drive(RunJournal journal) {
        try {
            var started = journal.state()
                    .started()
                    .orElseThrow(() -> new IllegalStateException("a run begins with its start"));
            var passages = callModel(journal, started);
            answer(
                    journal,
                    started,
                    passages,
                    model.generate(LlmRequest.of(started.question(), passages), AgentLoop::stopWhenInterrupted));
        } catch (CancellationException cancelled) {
            end(journal, new RunCancelled(), cancelled);
        } catch (AgentFailure failure) {
            end(journal, new RunFailed(failure.code(), failure.getMessage()), failure);
        } catch (RuntimeException mistake) {
            end(journal, new RunFailed("internal_error", mistake.toString()), mistake);
            throw mistake;
        }
    }

    private static void end(RunJournal journal, RunEvent last, RuntimeException why) {
        try {
            journal.end(Optional.empty(), last);
        } catch (RuntimeException notRecorded) {
            if (!notRecorded.equals(why)) notRecorded.addSuppressed(why);
            throw notRecorded;
        }
    }

    /** Commits what the model is about to be shown, and that it is called. */
    private List<Passage> callModel(RunJournal journal, RunStarted started) {
        var known = Optional.of(journal.state()).filter(RunState::isRetrieved).map(RunState::passages);
        var passages = known.orElseGet(() -> search.passagesFor(
                started.question(), scopes.of(new Caller(started.owner()), started.collections()), CHUNKS));
        var events = new ArrayList<RunEvent>();
        journal.state().openCall().ifPresent(lost -> events.add(new ModelAbandoned(lost)));
        if (known.isEmpty()) events.add(new PassagesRetrieved(passages));
        events.add(new ModelCalled(model.model()));
        journal.append(events);
        return passages;
    }

    private void answer(RunJournal journal, RunStarted started, List<Passage> passages, LlmReply reply) {
        var citations = Citations.of(reply.text(), passages);
        var usage = journal.state().usage().plus(reply.usage());
        journal.end(
                Optional.of(message(journal, started.conversation(), reply)),
                new ModelReplied(reply.text(), reply.calls(), reply.usage()),
                new AnswerCompleted(reply.text(), !citations.isEmpty(), citations, usage));
    }

    private Message message(RunJournal journal, ConversationId conversation, LlmReply reply) {
        return new Message(
                new MessageId(ids.next()),
                conversation,
                Message.Role.ASSISTANT,
                List.of(new MessagePart(
                        Origin.MODEL, Optional.of(journal.run().value().toString()), reply.text())),
                clock.instant());
    }

    private static void stopWhenInterrupted(LlmDelta delta) {
        if (Thread.currentThread().isInterrupted()) throw new CancellationException("the run was cancelled");
    }
}
