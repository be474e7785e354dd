package io.mcpagent.testkit.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerPort;
import io.mcpagent.domain.tool.ToolServerState;
import io.mcpagent.domain.tool.ToolServerState.Phase;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What whoever reaches tool servers must do. */
public interface ToolServerPortContract {
    ToolServerPort servers();

    /** One that is there and offers, among others, {@code echo}, which answers to {@code {"message": "hello"}}. */
    ToolServer present();

    /** One at whose address nobody answers. */
    ToolServer absent();

    @Test
    default void offersWhatAServerHasTheSameEachTime() {
        var first = servers().offer(present(), Caller.LOCAL_OWNER);

        assertThat(first.tools()).extracting(ServedTool::name).contains("echo").doesNotHaveDuplicates();
        assertThat(servers().offer(present(), Caller.LOCAL_OWNER)).isEqualTo(first);
    }

    @Test
    default void callsAToolByItsServersNameForIt() {
        assertThat(servers().call(present(), "echo", invocation("one"))).isInstanceOf(ToolOutcome.Succeeded.class);
    }

    @Test
    default void aToolThatIsNotThereIsAnOutcome() {
        assertThat(servers().call(present(), "no-such-tool", invocation("two"))).isInstanceOf(ToolOutcome.Failed.class);
    }

    @Test
    default void saysWhenNobodyAnswers() {
        assertThatThrownBy(() -> servers().offer(absent(), Caller.LOCAL_OWNER)).isInstanceOf(UpstreamFailure.class);
        assertThat(servers().states())
                .filteredOn(state -> state.server().equals(absent().name()))
                .singleElement()
                .satisfies(state -> {
                    assertThat(state.phase()).isEqualTo(Phase.BROKEN);
                    assertThat(state.problem()).isPresent();
                });
    }

    @Test
    default void isConnectedAnewAfterItWasDisconnected() {
        servers().offer(present(), Caller.LOCAL_OWNER);
        assertThat(servers().states()).extracting(ToolServerState::phase).containsExactly(Phase.CONNECTED);

        servers().disconnect(present().name());

        assertThat(servers().states()).extracting(ToolServerState::phase).doesNotContain(Phase.CONNECTED);
        assertThat(servers().call(present(), "echo", invocation("three"))).isInstanceOf(ToolOutcome.Succeeded.class);
    }

    private static ToolInvocation invocation(String key) {
        var arguments = Json.object().with("message", Json.of("hello"));
        return new ToolInvocation(Caller.LOCAL_OWNER, key, "server__echo", arguments, Set.of());
    }
}
