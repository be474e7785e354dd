package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpagent.adapter.rest.json.JsonText;
import io.mcpagent.application.run.RunJson;
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
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.PastTurn;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEventJson;
import io.mcpagent.domain.run.RunId;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the description says of a stream's events holds for each kind there is. */
class RunEventSchemasTest extends RestTest {
    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final ChunkId CHUNK = new ChunkId(new DocumentId(ID), 1, 0);
    private static final ToolCall CALL = new ToolCall("call-1", "clock", Json.object());
    private static final Passage PASSAGE = new Passage(
            CHUNK,
            "a.txt",
            new Language("en"),
            0,
            5,
            new Location.Lines(1, 2),
            List.of("Head"),
            "Text.",
            new Scores(0.5, Optional.of(0.25), Optional.empty()));

    private static final List<RunEvent> EVENTS = List.of(
            new RunEvent.RunStarted(
                    new ConversationId(ID),
                    new UserId("local"),
                    "Why?",
                    Set.of(new CollectionId(ID)),
                    List.of(new PastTurn("Who?", "Ada.", true)),
                    Optional.of(Set.of(Permission.READ)),
                    Optional.of(new TraceContext(
                            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", Optional.of("rojo=1")))),
            new RunEvent.AgentSelected(
                    new Agent(
                                    new AgentName("clerk"),
                                    "",
                                    "Be brief.",
                                    Optional.of("main/x"),
                                    List.of("clock"),
                                    Set.of("notes"),
                                    List.of(),
                                    AgentLimits.DEFAULT,
                                    1)
                            .with(ToolPolicy.of(
                                    new ToolRule(
                                            "files__*",
                                            Set.of(ToolEffect.ACTS),
                                            List.of(
                                                    new ArgumentPattern("/path", TextPattern.glob("/tmp/**")),
                                                    new ArgumentPattern("/mode", TextPattern.regex("[rw]"))),
                                            Optional.of(false),
                                            Set.of(Role.EDITOR),
                                            ToolRule.Decision.ALLOW),
                                    ToolRule.of("*", ToolRule.Decision.ASK))),
                    "it was asked for"),
            new RunEvent.QuestionRewritten("Why Ada?", "rule", TokenUsage.NONE),
            new RunEvent.PassagesRetrieved(List.of(PASSAGE)),
            new RunEvent.ModelCalled("main/x"),
            new RunEvent.ModelReplied("", List.of(CALL), TokenUsage.NONE),
            new RunEvent.ModelAbandoned(5),
            new RunEvent.ToolRequested(CALL, ToolEffect.READS),
            new RunEvent.ToolFinished("call-1", new ToolOutcome.Succeeded("Noon.", List.of(PASSAGE))),
            new RunEvent.ToolFinished("call-1", new ToolOutcome.Failed("It is broken.")),
            new RunEvent.InputRequested(new InputRequest.UnknownOutcome(new InputRequestId(ID), CALL)),
            new RunEvent.InputAnswered(new InputRequestId(ID), new InputAnswer.CallAgain()),
            new RunEvent.InputAnswered(new InputRequestId(ID), new InputAnswer.TakeAsDone("It was.")),
            new RunEvent.InputRequested(
                    new InputRequest.ApproveCall(new InputRequestId(ID), CALL, "it acts", Instant.EPOCH)),
            asked(new ToolQuestion.Form("a", "Fill in.", Json.object().with("type", Json.of("object")))),
            asked(new ToolQuestion.Visit("b", "Open.", URI.create("https://example.org/x"))),
            asked(new ToolQuestion.Sample("c", Json.object().with("maxTokens", Json.of(9)))),
            answered(new InputAnswer.Approve(Optional.empty())),
            answered(new InputAnswer.Approve(Optional.of(Json.object()))),
            answered(new InputAnswer.Refuse("No.")),
            answered(new InputAnswer.Fill(Json.object())),
            answered(new InputAnswer.Visited()),
            answered(new InputAnswer.Expired()),
            answered(new InputAnswer.NotAsked("It may not.")),
            new RunEvent.ModelSampled(new InputRequestId(ID), Json.object(), TokenUsage.NONE),
            new RunEvent.RunTainted(Origin.TOOL, "clock"),
            new RunEvent.ToolsOffered(List.of("clock", "files__read"), 150),
            new RunEvent.ResultKept("call-1", 40_000),
            new RunEvent.RunParked(),
            new RunEvent.RunResumed(),
            new RunEvent.BudgetStopped(RunEvent.BudgetStopped.Limit.STEPS),
            new RunEvent.AnswerCompleted(
                    "Ada [1]",
                    true,
                    List.of(new Citation(1, CHUNK, "a.txt", new Location.Pages(1, 1), "Text.", 0.5)),
                    TokenUsage.NONE),
            new RunEvent.RunFailed("model_busy", "It is busy.", true, Optional.of(Duration.ofSeconds(1))),
            new RunEvent.CancelRequested(),
            new RunEvent.RunCancelled());

    private static RunEvent asked(ToolQuestion question) {
        return new RunEvent.InputRequested(new InputRequest.AskedByTool(
                new InputRequestId(ID), CALL, 0, Optional.of("s"), question, Instant.EPOCH));
    }

    private static RunEvent answered(InputAnswer answer) {
        return new RunEvent.InputAnswered(new InputRequestId(ID), answer);
    }

    @Test
    void everyKindIsAmongTheSamples() {
        assertThat(EVENTS.stream().<Class<?>>map(RunEvent::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.of(RunEvent.class, RunEvent.RunEnd.class)
                        .<Class<?>>flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                        .filter(kind -> !kind.isInterface())
                        .toList());
    }

    @Test
    void everyEventIsAsItIsDescribed() {
        var description = new Description(json(get("/openapi.json")));
        var schemas = description
                .operation("followRun")
                .json()
                .at("/responses/200/content")
                .path("text/event-stream")
                .path("x-events");
        for (var event : EVENTS) {
            var recorded = new RecordedEvent(new RunId(ID), 1, Instant.EPOCH, event, RunEventJson.payload(event));
            JsonNode data = json(JsonText.of(RunJson.of(recorded).with("session_id", Json.of(ID.toString()))));

            assertThat(schemas.has(RunJson.name(recorded)))
                    .as(RunJson.name(recorded))
                    .isTrue();
            assertThat(description.problems(schemas.path(RunJson.name(recorded)), data))
                    .as(data.toString())
                    .isEmpty();
        }
    }
}
