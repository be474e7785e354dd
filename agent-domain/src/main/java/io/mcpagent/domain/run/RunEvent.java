package io.mcpagent.domain.run;

import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.retrieval.Citation;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.telemetry.TraceContext;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One immutable fact about a run; its number is its place in the log. {@link RunEventJson} is its stored form. */
public sealed interface RunEvent {
    /**
     * Somebody asked.
     *
     * @param collections where to look for passages
     * @param history what was said in the conversation before, as far as the model is shown it, the oldest first
     * @param scopes of the API key that it was asked with; empty for a user in person
     * @param trace of whoever asked, passed on to the tools that are called
     */
    record RunStarted(
            ConversationId conversation,
            UserId owner,
            String question,
            Set<CollectionId> collections,
            List<PastTurn> history,
            Optional<Set<Permission>> scopes,
            Optional<TraceContext> trace)
            implements RunEvent {
        public RunStarted {
            collections = Set.copyOf(collections);
            history = List.copyOf(history);
            scopes = scopes.map(Set::copyOf);
        }

        /** The first of its conversation. */
        public RunStarted(ConversationId conversation, UserId owner, String question, Set<CollectionId> collections) {
            this(conversation, owner, question, collections, List.of(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * Who answers, whole: later changes to the agent do not reach this run.
     *
     * @param reason for people
     */
    record AgentSelected(Agent agent, String reason) implements RunEvent {}

    /**
     * The question as one that can be understood without the conversation before it; passages are looked for with it.
     *
     * @param by the model that wrote it, or {@code rule}
     */
    record QuestionRewritten(String question, String by, TokenUsage usage) implements RunEvent {}

    /** Passages in the order in which the model is shown them; a later one's are numbered on. */
    record PassagesRetrieved(List<Passage> passages) implements RunEvent {
        public PassagesRetrieved {
            passages = List.copyOf(passages);
        }
    }

    /** Nothing follows it but its {@link ModelReplied} or {@link ModelAbandoned}. */
    record ModelCalled(String model) implements RunEvent {}

    /** What it said, and what it wants called; without calls, it is the answer. */
    record ModelReplied(String text, List<ToolCall> calls, TokenUsage usage) implements RunEvent {
        public ModelReplied {
            calls = List.copyOf(calls);
        }
    }

    /**
     * A call whose process died before the reply was recorded.
     *
     * @param replaces the number of the {@link ModelCalled} whose reply will never be known
     */
    record ModelAbandoned(long replaces) implements RunEvent {}

    /**
     * A call that is about to be made.
     *
     * @param effect of the tool when the call was let through; after a crash it says whether to call again
     */
    record ToolRequested(ToolCall call, ToolEffect effect) implements RunEvent {}

    /** Also of a call that was not made, as the tool is unknown or may not be called. */
    record ToolFinished(String callId, ToolOutcome outcome) implements RunEvent {}

    /** A question to a person. */
    record InputRequested(InputRequest request) implements RunEvent {}

    record InputAnswered(InputRequestId request, InputAnswer answer) implements RunEvent {}

    /**
     * What a model said to a tool that asked for it; no part of what the run's own model is shown.
     *
     * @param request that a person approved
     * @param message as {@code sampling/createMessage} is answered
     */
    record ModelSampled(InputRequestId request, Json.Obj message, TokenUsage usage) implements RunEvent {}

    /**
     * From here on the model is shown text that nobody vouches for; recorded once, at the first of it.
     *
     * @param origin of that text; {@code MODEL} for an answer of an earlier run that had been shown such text
     * @param source the tool, the document's id, or the session
     */
    record RunTainted(Origin origin, String source) implements RunEvent {}

    /**
     * From here on the model is offered these tools too. In a run without it, it is offered all that the agent has.
     *
     * @param tools the best first
     * @param of how many the agent had to choose from
     */
    record ToolsOffered(List<String> tools, int of) implements RunEvent {
        public ToolsOffered {
            tools = List.copyOf(tools);
        }
    }

    /**
     * What a call answered was too long to be shown whole: it is kept beside the log, and the {@link ToolFinished} that
     * follows has its beginning.
     *
     * @param length of what is kept, in UTF-16 code units
     */
    record ResultKept(String callId, int length) implements RunEvent {}

    /** Nobody works on the run until a person answers. */
    record RunParked() implements RunEvent {}

    record RunResumed() implements RunEvent {}

    /** From here on the model may call nothing and is asked for its answer. */
    record BudgetStopped(Limit limit) implements RunEvent {
        public enum Limit {
            STEPS,
            TIME,
            /** The same call with the same arguments, again and again. */
            REPETITION
        }
    }

    /** Nothing follows it. */
    sealed interface RunEnd extends RunEvent {}

    /**
     * The end of a run that went well.
     *
     * @param answered false when nothing that answers was found; then there are no citations
     */
    record AnswerCompleted(String answer, boolean answered, List<Citation> citations, TokenUsage usage)
            implements RunEnd {
        public AnswerCompleted {
            citations = List.copyOf(citations);
            if (!answered && !citations.isEmpty())
                throw new IllegalArgumentException("an answer that was not found cites nothing");
        }
    }

    /**
     * The end of a run that could not go on.
     *
     * @param retryable whether the same question may go well later without anybody changing anything
     * @param retryAfter how long to wait until then, where that was said
     */
    record RunFailed(String code, String message, boolean retryable, Optional<Duration> retryAfter) implements RunEnd {
        /** For good. */
        public RunFailed(String code, String message) {
            this(code, message, false, Optional.empty());
        }

        public static RunFailed of(AgentFailure failure) {
            return failure instanceof UpstreamFailure upstream
                    ? new RunFailed(upstream.code(), upstream.getMessage(), upstream.retryable(), upstream.retryAfter())
                    : new RunFailed(failure.code(), failure.getMessage());
        }
    }

    /** Whoever may do so had it cancelled; the end follows. */
    record CancelRequested() implements RunEvent {}

    record RunCancelled() implements RunEnd {}
}
