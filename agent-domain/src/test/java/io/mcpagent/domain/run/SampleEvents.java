package io.mcpagent.domain.run;

import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.retrieval.Citation;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.retrieval.Scores;
import io.mcpagent.domain.run.RunEvent.AgentSelected;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.BudgetStopped;
import io.mcpagent.domain.run.RunEvent.CancelRequested;
import io.mcpagent.domain.run.RunEvent.InputAnswered;
import io.mcpagent.domain.run.RunEvent.InputRequested;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.ModelCalled;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.ModelSampled;
import io.mcpagent.domain.run.RunEvent.PassagesRetrieved;
import io.mcpagent.domain.run.RunEvent.QuestionRewritten;
import io.mcpagent.domain.run.RunEvent.ResultKept;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunFailed;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunEvent.RunResumed;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunEvent.RunTainted;
import io.mcpagent.domain.run.RunEvent.ToolFinished;
import io.mcpagent.domain.run.RunEvent.ToolRequested;
import io.mcpagent.domain.run.RunEvent.ToolsOffered;
import io.mcpagent.domain.telemetry.TraceContext;
import io.mcpagent.domain.tool.ArgumentPattern;
import io.mcpagent.domain.tool.TextPattern;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPolicy;
import io.mcpagent.domain.tool.ToolQuestion;
import io.mcpagent.domain.tool.ToolRule;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One event of each kind, with every field filled. */
final class SampleEvents {
    static final RunStarted STARTED = new RunStarted(
            new ConversationId(new UUID(1, 1)),
            new UserId("ada"),
            "Who wrote “it”? 🦊",
            Set.of(new CollectionId(new UUID(2, 1)), new CollectionId(new UUID(2, 2))),
            List.of(new PastTurn("Which book?", "“It”.", true)),
            Optional.of(Set.of(Permission.READ, Permission.ASK)),
            Optional.of(new TraceContext(
                    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", Optional.of("rojo=1,t@v=x"))));
    private static final ChunkId CHUNK = new ChunkId(new DocumentId(new UUID(3, 1)), 4, 5);
    static final PassagesRetrieved RETRIEVED = new PassagesRetrieved(List.of(
            new Passage(
                    CHUNK,
                    "notes/a.md",
                    Language.ENGLISH,
                    10,
                    18,
                    new Location.Lines(2, 3),
                    List.of("Title", "Part"),
                    "one\n[2].",
                    new Scores(.75, Optional.of(.5), Optional.of(11.25))),
            new Passage(
                    CHUNK.at(9),
                    "b.pdf",
                    new Language("de"),
                    0,
                    3,
                    new Location.Pages(7, 7),
                    List.of(),
                    "Öl!",
                    new Scores(.1, Optional.empty(), Optional.empty()))));
    static final ModelCalled CALLED = new ModelCalled("offline");
    static final ModelReplied REPLIED = new ModelReplied("It was Ada. [1]", List.of(), new TokenUsage(30, 4));
    static final AnswerCompleted COMPLETED = new AnswerCompleted(
            "It was Ada. [1]",
            true,
            List.of(new Citation(1, CHUNK, "notes/a.md", new Location.Lines(2, 2), "one", .75)),
            new TokenUsage(30, 4));
    static final RunFailed FAILED =
            new RunFailed("embedding_failed", "The model broke. Try again.", true, Optional.of(Duration.ofSeconds(7)));
    static final AgentSelected SELECTED = new AgentSelected(
            new Agent(
                            new AgentName("librarian"),
                            "Knows the books.",
                            "Answer from the books.",
                            Optional.of("main/large"),
                            List.of("search_passages"),
                            Set.of("books"),
                            List.of("book"),
                            new AgentLimits(7, Duration.ofSeconds(30)),
                            2)
                    .with(ToolPolicy.of(
                            new ToolRule(
                                    "files__*",
                                    Set.of(ToolEffect.ACTS, ToolEffect.READS),
                                    List.of(
                                            new ArgumentPattern("/path", TextPattern.glob("/tmp/**")),
                                            new ArgumentPattern("/mode", TextPattern.regex("[rw]"))),
                                    Optional.of(false),
                                    Set.of(Role.EDITOR),
                                    ToolRule.Decision.ALLOW),
                            ToolRule.of("*", ToolRule.Decision.ASK))),
            "the question has the word “book”");
    static final ToolCall CALL =
            new ToolCall("call_1", "search_passages", Json.object().with("query", Json.of("it")));
    static final ModelReplied WANTS_A_TOOL = new ModelReplied("Let me see.", List.of(CALL), new TokenUsage(9, 3));
    static final ToolRequested REQUESTED = new ToolRequested(CALL, ToolEffect.ACTS);
    static final ToolFinished FINISHED =
            new ToolFinished("call_1", new ToolOutcome.Succeeded("found", RETRIEVED.passages()));
    static final InputRequested ASKED =
            new InputRequested(new InputRequest.UnknownOutcome(new InputRequestId(new UUID(4, 1)), CALL));
    static final InputAnswered ANSWERED =
            new InputAnswered(ASKED.request().id(), new InputAnswer.TakeAsDone("It was sent."));
    static final InputRequest.ApproveCall APPROVE = new InputRequest.ApproveCall(
            new InputRequestId(new UUID(4, 2)), CALL, "it acts outside of here", Instant.parse("2026-01-02T00:00:00Z"));
    static final InputRequest.AskedByTool FORM =
            asked(3, new ToolQuestion.Form("name", "Your name?", Json.object().with("type", Json.of("object"))));
    static final InputRequest.AskedByTool VISIT =
            asked(4, new ToolQuestion.Visit("sign", "Sign there.", URI.create("https://example.org/sign")));
    static final InputRequest.AskedByTool SAMPLE =
            asked(5, new ToolQuestion.Sample("think", Json.object().with("messages", Json.array(List.of()))));
    static final ModelSampled SAMPLED =
            new ModelSampled(SAMPLE.id(), Json.object().with("role", Json.of("assistant")), new TokenUsage(5, 6));
    static final RunTainted TAINTED = new RunTainted(Origin.TOOL, "files__read");
    static final ToolsOffered OFFERED = new ToolsOffered(List.of("search_passages", "files__read"), 150);
    static final ResultKept KEPT = new ResultKept("call_1", 40_000);
    static final List<RunEvent> ALL = List.of(
            STARTED,
            SELECTED,
            new QuestionRewritten("Who wrote the book “It”?", "main/large", new TokenUsage(40, 8)),
            RETRIEVED,
            CALLED,
            WANTS_A_TOOL,
            REQUESTED,
            FINISHED,
            new ToolFinished("call_2", new ToolOutcome.Failed("There is no such tool.")),
            ASKED,
            ANSWERED,
            new InputAnswered(ASKED.request().id(), new InputAnswer.CallAgain()),
            new InputRequested(APPROVE),
            new InputRequested(FORM),
            new InputRequested(VISIT),
            new InputRequested(SAMPLE),
            new InputAnswered(APPROVE.id(), new InputAnswer.Approve(Optional.empty())),
            new InputAnswered(APPROVE.id(), new InputAnswer.Approve(Optional.of(Json.object()))),
            new InputAnswered(APPROVE.id(), new InputAnswer.Refuse("Not now.")),
            new InputAnswered(APPROVE.id(), new InputAnswer.Expired()),
            new InputAnswered(FORM.id(), new InputAnswer.Fill(Json.object().with("name", Json.of("Ada")))),
            new InputAnswered(FORM.id(), new InputAnswer.NotAsked("It asked for a password.")),
            new InputAnswered(VISIT.id(), new InputAnswer.Visited()),
            SAMPLED,
            TAINTED,
            OFFERED,
            KEPT,
            new RunParked(),
            new RunResumed(),
            new BudgetStopped(BudgetStopped.Limit.REPETITION),
            REPLIED,
            new ModelAbandoned(3),
            COMPLETED,
            FAILED,
            new CancelRequested(),
            new RunCancelled());

    private SampleEvents() {}

    private static InputRequest.AskedByTool asked(int id, ToolQuestion question) {
        return new InputRequest.AskedByTool(
                new InputRequestId(new UUID(4, id)),
                CALL,
                0,
                Optional.of("state"),
                question,
                Instant.parse("2026-01-02T00:00:00Z"));
    }
}
