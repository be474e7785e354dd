package io.mcpagent.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.AgentRepository;
import io.mcpagent.domain.agent.Audience;
import io.mcpagent.domain.tool.ArgumentPattern;
import io.mcpagent.domain.tool.TextPattern;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolPolicy;
import io.mcpagent.domain.tool.ToolRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold for agents that people defined. */
public interface AgentRepositoryContract {
    /** One that holds these and no others. */
    AgentRepository agents(List<Agent> defined);

    /** One that holds these, and another that can't be used. */
    AgentRepository agentsAndABrokenOne(List<Agent> defined, AgentName broken);

    static Agent aNamed(String name) {
        return new Agent(
                new AgentName(name),
                "Knows the “books”.",
                "Answer from the books:\n- short\n- kind",
                Optional.of("main/large"),
                List.of("search_passages", "calculator"),
                Set.of("books"),
                List.of("book", "novel"),
                new AgentLimits(7, Duration.ofSeconds(30)),
                policy(),
                new Audience(Optional.of(new UserId("0190-ada")), Audience.Access.GRANTED),
                1);
    }

    private static ToolPolicy policy() {
        var inTemporary = new ArgumentPattern("/path", TextPattern.glob("/tmp/**"));
        var readOrWrite = new ArgumentPattern("/mode", TextPattern.regex("\\w \"quoted\": .*"));
        return ToolPolicy.of(
                new ToolRule(
                        "files__*",
                        Set.of(ToolEffect.ACTS, ToolEffect.REPEATABLE),
                        List.of(inTemporary, readOrWrite),
                        Optional.of(false),
                        Set.of(Role.EDITOR, Role.ADMIN),
                        ToolRule.Decision.ALLOW),
                ToolRule.of("*", ToolRule.Decision.DENY));
    }

    @Test
    default void readsThemAsTheyWereDefined() {
        var agents = agents(List.of(aNamed("librarian"), aNamed("clerk")));

        assertThat(agents.all().stream().map(agent -> agent.withVersion(1)))
                .containsExactly(aNamed("clerk"), aNamed("librarian"));
    }

    @Test
    default void listsThemByName() {
        assertThat(agents(List.of(aNamed("b"), aNamed("a-1"), aNamed("c"))).all())
                .extracting(agent -> agent.name().value())
                .containsExactly("a-1", "b", "c");
    }

    @Test
    default void thereMayBeNone() {
        assertThat(agents(List.of()).all()).isEmpty();
        assertThat(agents(List.of()).unusable()).isEmpty();
    }

    @Test
    default void whatIsSavedIsReadAsItWasUnderAVersionThatGrows() {
        var agents = agents(List.of());
        var plain = new Agent(
                new AgentName("plain"),
                "",
                "yes: # no\n  - 'quoted' \"text\" \uD83D\uDC1D",
                Optional.empty(),
                List.of(),
                Set.of(),
                List.of("yes", "1", "null"),
                AgentLimits.DEFAULT,
                0);
        agents.save(aNamed("librarian"));
        var first = agents.save(plain);
        var second = agents.save(plain);

        assertThat(first.withVersion(0)).isEqualTo(plain);
        assertThat(second.version()).isGreaterThan(first.version());
        assertThat(agents.all().stream().map(agent -> agent.withVersion(1)))
                .containsExactly(aNamed("librarian"), plain.withVersion(1));
    }

    @Test
    default void oneThatCanNotBeUsedKeepsNobodyFromTheOthers() {
        var agents = agentsAndABrokenOne(List.of(aNamed("librarian")), new AgentName("clerk"));

        assertThat(agents.all()).extracting(agent -> agent.name().value()).containsExactly("librarian");
        assertThat(agents.unusable()).singleElement().satisfies(broken -> {
            assertThat(broken.name()).isEqualTo("clerk");
            assertThat(broken.problems()).isNotEmpty();
        });
    }

    @Test
    default void oneThatCanNotBeUsedIsReplacedOrRemoved() {
        var replaced = agentsAndABrokenOne(List.of(), new AgentName("clerk"));
        replaced.save(aNamed("clerk"));
        assertThat(replaced.all()).hasSize(1);
        assertThat(replaced.unusable()).isEmpty();

        var removed = agentsAndABrokenOne(List.of(), new AgentName("porter"));
        assertThat(removed.remove(new AgentName("porter"))).isTrue();
        assertThat(removed.unusable()).isEmpty();
    }

    @Test
    default void whatIsRemovedIsGone() {
        var agents = agents(List.of(aNamed("librarian"), aNamed("clerk")));

        assertThat(agents.remove(new AgentName("clerk"))).isTrue();
        assertThat(agents.remove(new AgentName("clerk"))).isFalse();

        assertThat(agents.all()).extracting(agent -> agent.name().value()).containsExactly("librarian");
    }
}
