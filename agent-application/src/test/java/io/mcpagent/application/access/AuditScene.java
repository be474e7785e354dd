package io.mcpagent.application.access;

import static io.mcpagent.application.Platform.ADA;

import io.mcpagent.application.BeforeCommit;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.agent.Agents;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.domain.access.AuditEntry;
import io.mcpagent.domain.access.AuditQuery;
import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.PasswordHash;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.access.UserState;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.Audience;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.InputRequest;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One of each thing that can be changed, all of it with words in it that no audit entry may have. */
final class AuditScene implements AutoCloseable {
    static final String WORD = "honeycomb";
    static final String BOBS_NAME = WORD + "@example.org";
    static final AgentName CLERK = new AgentName("clerk");

    final House house = new House();
    final Machine machine = new Machine();
    final Platform platform;
    private boolean failing;

    AuditScene() {
        platform = machine.start(ScriptedLlm.answering(request -> WORD + " [1]"), new BeforeCommit(this::failIfToldTo));
        user("ada", "ada@example.org");
        user("bob", BOBS_NAME);
        machine.put(WORD + ".md", WORD);
        platform.sync();
        platform.documents.createCollection(ADA, WORD, Optional.empty());
    }

    /** From now on each transaction fails when all of it was done. */
    void failTransactions() {
        failing = true;
    }

    List<AuditEntry> entries() {
        return Stream.of(platform.audit, house.ports.audit())
                .flatMap(audit -> all(audit).stream())
                .toList();
    }

    private static List<AuditEntry> all(AuditRepository audit) {
        return audit.search(AuditQuery.ALL, AuditRepository.Order.OLDEST_FIRST, Optional.empty(), 1_000);
    }

    Document upload(String text) {
        var bytes = new ByteArrayInputStream((WORD + text).getBytes(StandardCharsets.UTF_8));
        return platform.documents.upload(ADA, WORD, WORD + ".md", bytes);
    }

    Document failedDocument() {
        var failed = upload("").with(new Ingestion.Failed(Ingestion.Stage.EXTRACT, WORD));
        platform.documentPorts.documents().save(List.of(failed));
        return failed;
    }

    ConversationId session() {
        return platform.chat.ask(ADA, new AskRequest(WORD)).conversation();
    }

    Agent clerk() {
        return new Agent(
                        CLERK, WORD, WORD, Optional.empty(), List.of(), Set.of(), List.of(WORD), AgentLimits.DEFAULT, 0)
                .with(Audience.EVERYONE.with(Audience.Access.GRANTED));
    }

    /** A run of Ada's that waits for her. */
    InputRequestId parked() {
        var run = new RunId(machine.ids().next());
        var call = new ToolCall("call-1", "send", Json.object().with("to", Json.of(WORD)));
        var request =
                new InputRequest.UnknownOutcome(new InputRequestId(machine.ids().next()), call);
        var ports = platform.runPorts;
        var events = List.<RunEvent>of(
                new RunEvent.RunStarted(new ConversationId(machine.ids().next()), ADA.user(), WORD, Set.of()),
                new RunEvent.AgentSelected(Agents.ASSISTANT, WORD),
                new RunEvent.ModelCalled("scripted"),
                new RunEvent.ModelReplied("", List.of(call), TokenUsage.NONE),
                new RunEvent.ToolRequested(call, ToolEffect.ACTS),
                new RunEvent.InputRequested(request),
                new RunEvent.RunParked());
        ports.transactions().write(() -> {
            var task = new Task(new TaskId(machine.ids().next()), TaskKind.DRIVE_RUN, run.value());
            var lease = ports.tasks().enqueueClaimed(task);
            ports.runs().append(lease, RecordedEvent.after(run, 0, machine.time.instant(), events));
            ports.tasks().finish(lease);
            ports.inbox().add(List.of(new InboxEntry(request, run, ADA.user(), machine.time.instant())));
        });
        return request.id();
    }

    private void user(String id, String name) {
        var active = new UserState.Active(new PasswordHash("x"));
        platform.users.save(
                new User(new UserId(id), new LoginName(name), id, Set.of(Role.EDITOR), active, 0, Instant.EPOCH, 0));
    }

    @Override
    public void close() {
        failing = false;
        platform.close();
    }

    private void failIfToldTo() {
        if (failing) throw new IllegalStateException("the disk is full");
    }
}
