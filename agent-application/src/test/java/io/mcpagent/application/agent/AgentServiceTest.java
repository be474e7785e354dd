package io.mcpagent.application.agent;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.Platform.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Machine;
import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.application.tool.ToolService;
import io.mcpagent.application.tool.Toolbox;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.AgentRepository;
import io.mcpagent.domain.agent.Audience;
import io.mcpagent.domain.agent.UnusableAgent;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.Forbidden;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.testkit.access.InMemoryAuditRepository;
import io.mcpagent.testkit.access.InMemoryGrantRepository;
import io.mcpagent.testkit.agent.InMemoryAgentRepository;
import io.mcpagent.testkit.document.InMemoryCollectionRepository;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgentServiceTest {
    private static final AgentName CLERK = new AgentName("clerk");
    private static final Caller ADMIN = new Caller(new UserId("admin"), Set.of(Role.ADMIN), Optional.empty());

    private final Machine machine = new Machine();
    private final AgentService agents = service(new InMemoryAgentRepository(List.of()));

    private AgentService service(AgentRepository repository) {
        var authorization = new Authorization(new InMemoryGrantRepository(machine.store), denial -> {});
        var trail = new AuditTrail(new InMemoryAuditRepository(machine.store), machine.ids(), machine.time);
        return new AgentService(
                authorization,
                new Agents(repository, Machine.models(ScriptedLlm.silent()), authorization),
                new ToolService(
                        authorization,
                        () -> new Toolbox(List.of(machine.tools)),
                        new Scopes(new InMemoryCollectionRepository(machine.store), authorization),
                        machine.ids(),
                        trail),
                trail);
    }

    @Test
    void addsAnAgentOnceAndReplacesItUnderAnotherVersion() {
        var added = agents.add(ADA, clerk("Be brief.", "main/large", List.of("ping"), List.of("letter")));
        assertThatThrownBy(() -> agents.add(ADA, added)).isInstanceOf(Conflict.class);

        var replaced = agents.put(ADA, clerk("Be long.", "main/large", List.of(), List.of()), Optional.empty());

        assertThat(replaced.version()).isGreaterThan(added.version());
        assertThat(agents.agent(ADA, CLERK).instructions()).isEqualTo("Be long.");
    }

    @Test
    void whatIsRemovedIsGoneButForTheAssistantThatIsAlwaysThere() {
        agents.put(ADA, clerk("Be brief.", "main/large", List.of(), List.of()), Optional.empty());
        agents.remove(ADA, CLERK);

        assertThat(agents.agents(ADA)).containsExactly(Agents.ASSISTANT);
        assertThatThrownBy(() -> agents.remove(ADA, CLERK)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> agents.remove(ADMIN, Agents.ASSISTANT.name())).isInstanceOf(NotFound.class);
    }

    static Stream<Agent> unusable() {
        return Stream.of(
                clerk(" ", "main/large", List.of(), List.of()),
                clerk("x".repeat(50_001), "main/large", List.of(), List.of()),
                clerk("Be brief.", "large", List.of(), List.of()),
                clerk("Be brief.", "elsewhere/large", List.of(), List.of()),
                clerk("Be brief.", "main/large", List.of("imagined"), List.of()),
                clerk("Be brief.", "main/large", List.of(), List.of("x".repeat(1_001))),
                clerk("Be brief.", "main/large", List.of(), Collections.nCopies(201, "letter")));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void refusesWhatNoRunCouldUse(Agent agent) {
        assertThatThrownBy(() -> agents.put(ADA, agent, Optional.empty())).isInstanceOf(InvalidRequest.class);
        assertThat(agents.agents(ADA)).containsExactly(Agents.ASSISTANT);
    }

    @Test
    void aBrokenOneIsListedKeepsItsNameAndIsMended() {
        var broken = new UnusableAgent("clerk", List.of("clerk.yaml:2: there is no `colour`"));
        var service = service(new InMemoryAgentRepository(List.of(), List.of(broken)));
        var mended = clerk("Be brief.", "main/large", List.of(), List.of());

        assertThat(service.unusable(ADA)).containsExactly(broken);
        var member = new Caller(ADA.user(), Set.of(Role.MEMBER), Optional.empty());
        assertThat(service.unusable(member)).isEmpty();
        assertThatThrownBy(() -> service.agent(member, CLERK))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageNotContaining("clerk.yaml");
        assertThatThrownBy(() -> service.agent(ADA, CLERK)).hasMessageContaining("clerk.yaml:2");
        assertThatThrownBy(() -> service.add(ADA, mended)).isInstanceOf(Conflict.class);
        service.put(ADA, mended, Optional.empty());
        assertThat(service.unusable(ADA)).isEmpty();
        assertThat(service.agent(ADA, CLERK).instructions()).isEqualTo("Be brief.");
    }

    @Test
    void tellsWhereAnAgentIsFrom() {
        agents.put(ADA, clerk("Be brief.", "main/large", List.of(), List.of()), Optional.empty());
        assertThat(origins()).containsExactly("built_in", "defined");

        agents.put(ADMIN, assistant(), Optional.empty());
        assertThat(origins()).containsExactly("overrides_built_in", "defined");

        agents.remove(ADMIN, Agents.ASSISTANT.name());
        assertThat(origins()).containsExactly("built_in", "defined");
    }

    private List<String> origins() {
        return agents.agents(ADA).stream()
                .map(agent -> Agents.origin(agent).word())
                .toList();
    }

    @Test
    void theAssistantIsChangedByAdministratorsAndByTheOwnerOfWhatTookItsPlace() {
        permissionMissing(() -> agents.put(ADA, assistant(), Optional.empty()));
        permissionMissing(() -> agents.put(ADA, assistant(), Optional.of(Audience.Access.GRANTED)));
        permissionMissing(() -> agents.remove(ADA, Agents.ASSISTANT.name()));
        agents.put(ADMIN, assistant(), Optional.empty());
        permissionMissing(() -> agents.put(ADA, assistant(), Optional.empty()));
        permissionMissing(() -> agents.remove(ADA, Agents.ASSISTANT.name()));

        var adas = service(new InMemoryAgentRepository(List.of(assistant().with(Audience.EVERYONE.of(ADA.user())))));
        adas.put(ADA, assistant(), Optional.empty());
        permissionMissing(() -> adas.put(BOB, assistant(), Optional.empty()));
        permissionMissing(() -> adas.remove(BOB, Agents.ASSISTANT.name()));
        adas.put(ADMIN, assistant(), Optional.empty());
        adas.remove(ADMIN, Agents.ASSISTANT.name());
        assertThat(adas.agents(BOB)).containsExactly(Agents.ASSISTANT);
    }

    @Test
    void aBrokenAssistantIsMendedByAdministratorsAlone() {
        var broken = new UnusableAgent("assistant", List.of("assistant.yaml:2: there is no `colour`"));
        var service = service(new InMemoryAgentRepository(List.of(), List.of(broken)));

        permissionMissing(() -> service.put(ADA, assistant(), Optional.empty()));
        permissionMissing(() -> service.remove(ADA, Agents.ASSISTANT.name()));
        service.put(ADMIN, assistant(), Optional.empty());
        assertThat(service.agent(BOB, Agents.ASSISTANT.name()).instructions()).isEqualTo("Be brief.");
    }

    @Test
    void theAssistantIsForAllUnlessAFileSaysOtherwise() {
        assertThatThrownBy(() -> agents.put(ADMIN, assistant(), Optional.of(Audience.Access.GRANTED)))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("access");
        agents.put(ADMIN, assistant(), Optional.of(Audience.Access.EVERYONE));

        var hidden = assistant().with(Audience.EVERYONE.with(Audience.Access.GRANTED));
        var written = service(new InMemoryAgentRepository(List.of(hidden)));
        assertThat(written.put(ADMIN, assistant(), Optional.of(Audience.Access.GRANTED))
                        .audience()
                        .access())
                .isEqualTo(Audience.Access.GRANTED);
        permissionMissing(() -> written.put(ADA, assistant(), Optional.of(Audience.Access.EVERYONE)));
    }

    private static void permissionMissing(ThrowingCallable denied) {
        assertThatThrownBy(denied)
                .isInstanceOfSatisfying(
                        Forbidden.class, failure -> assertThat(failure.code()).isEqualTo("permission_missing"));
    }

    private static Agent assistant() {
        return agent(Agents.ASSISTANT.name(), "Be brief.", "main/large", List.of(), List.of());
    }

    @Test
    void tellsBeforehandWhatCouldNotBeAsked() {
        agents.put(ADA, clerk("Be brief.", "main/large", List.of(), List.of()), Optional.empty());

        agents.require(ADA, Optional.of(CLERK), Optional.empty());
        assertThatThrownBy(() -> agents.require(ADA, Optional.of(new AgentName("nobody")), Optional.empty()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> agents.require(ADA, Optional.of(CLERK), Optional.of("elsewhere/large")))
                .isInstanceOf(InvalidRequest.class);
    }

    private static Agent clerk(String instructions, String model, List<String> tools, List<String> keywords) {
        return agent(CLERK, instructions, model, tools, keywords);
    }

    private static Agent agent(
            AgentName name, String instructions, String model, List<String> tools, List<String> keywords) {
        return new Agent(name, "", instructions, Optional.of(model), tools, Set.of(), keywords, AgentLimits.DEFAULT, 0);
    }
}
