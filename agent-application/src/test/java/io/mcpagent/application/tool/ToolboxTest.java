package io.mcpagent.application.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.testkit.tool.FakeTools;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToolboxTest {
    private final FakeTools own = new FakeTools().saying("ping", ToolEffect.READS, "own");
    private final FakeTools served = new FakeTools();
    private final Toolbox tools = new Toolbox(List.of(own), List.of(served));

    @Test
    void aToolThatIsAddedLaterIsThere() {
        served.saying("files__read", ToolEffect.READS, "served");

        assertThat(tools.of(agent("files__read", "ping")))
                .extracting(ToolDefinition::name)
                .containsExactly("files__read", "ping");
        assertThat(tools.call(call("files__read"))).isEqualTo(new ToolOutcome.Succeeded("served"));
    }

    @Test
    void anAgentMayNameAllOfAServer() {
        served.saying("files__write", ToolEffect.ACTS, "").saying("files__read", ToolEffect.READS, "");
        served.saying("mail__send", ToolEffect.ACTS, "");
        var agent = agent("files__*", "files__read");

        assertThat(tools.of(agent)).extracting(ToolDefinition::name).containsExactly("files__read", "files__write");
        assertThat(tools.refusal(agent, "files__write")).isEmpty();
        assertThat(tools.refusal(agent, "mail__send")).isPresent();
        assertThat(tools.refusal(agent, "ping")).isPresent();
    }

    @Test
    void aSourceThatChangesTakesNoNameOfAnother() {
        served.saying("ping", ToolEffect.READS, "served");

        assertThat(tools.all()).hasSize(1);
        assertThat(tools.call(call("ping"))).isEqualTo(new ToolOutcome.Succeeded("own"));
        assertThatThrownBy(() -> new Toolbox(List.of(own, served))).hasMessageContaining("ping");
    }

    @Test
    void noToolHasTheNameOfOneThatRunsHave() {
        for (var name : List.of("find_tools", "read_result"))
            assertThatThrownBy(() -> new Toolbox(List.of(new FakeTools().saying(name, ToolEffect.READS, ""))))
                    .hasMessageContaining("no tool may be named " + name);
    }

    @Test
    void aSourceThatCantBeReadTakesNoOtherAway() {
        var broken = new ToolPort() {
            @Override
            public List<ToolDefinition> tools() {
                throw new UpstreamFailure("database_unusable", "The database is away.", true);
            }

            @Override
            public ToolOutcome call(ToolInvocation invocation) {
                throw new AssertionError();
            }
        };
        var both = new Toolbox(List.of(own), List.of(broken, served));
        served.saying("files__read", ToolEffect.READS, "served");

        assertThat(both.all()).hasSize(2);
        assertThat(both.call(call("ping"))).isEqualTo(new ToolOutcome.Succeeded("own"));
    }

    @Test
    void noRecordsAreReadForAToolThatDoesNotComeFromThem() {
        var unread = new ToolPort() {
            @Override
            public List<ToolDefinition> tools() {
                throw new AssertionError("was read");
            }

            @Override
            public ToolOutcome call(ToolInvocation invocation) {
                throw new AssertionError("was called");
            }
        };
        var both = new Toolbox(List.of(own), List.of(unread));

        assertThat(both.of(agent())).isEmpty();
        assertThat(both.call(call("ping"))).isEqualTo(new ToolOutcome.Succeeded("own"));
        assertThat(both.problems("ping", Json.object())).isEmpty();
    }

    @Test
    void aToolThatIsGoneIsSaidToWaitForAPersonWhereTheAgentNamesIt() {
        assertThat(tools.refusal(agent("files__*"), "files__read").orElseThrow().message())
                .contains("a person has to approve it");
        assertThat(tools.refusal(agent("ping"), "files__read").orElseThrow().message())
                .doesNotContain("approve");
    }

    private static ToolInvocation call(String tool) {
        return new ToolInvocation(Caller.LOCAL_OWNER, "key", tool, Json.object(), Set.of());
    }

    private static Agent agent(String... tools) {
        return new Agent(
                new AgentName("clerk"),
                "",
                "Work.",
                Optional.empty(),
                List.of(tools),
                Set.of(),
                List.of(),
                AgentLimits.DEFAULT,
                1);
    }
}
