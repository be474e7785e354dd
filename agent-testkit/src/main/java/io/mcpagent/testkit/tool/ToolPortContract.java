package io.mcpagent.testkit.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every source of tools must do. */
public interface ToolPortContract {
    ToolPort tools();

    /** A call that succeeds. */
    ToolInvocation goodCall();

    @Test
    default void listsEachNameOnceInTheSameOrder() {
        var names = tools().tools().stream().map(ToolDefinition::name).toList();

        assertThat(names).isNotEmpty().doesNotHaveDuplicates();
        assertThat(tools().tools().stream().map(ToolDefinition::name)).containsExactlyElementsOf(names);
    }

    @Test
    default void describesEveryToolAndItsArgumentsAsAnObject() {
        assertThat(tools().tools()).allSatisfy(tool -> {
            assertThat(tool.description()).isNotBlank();
            assertThat(tool.inputSchema().get("type")).contains(Json.of("object"));
        });
    }

    @Test
    default void answersAGoodCall() {
        assertThat(tools().call(goodCall())).isInstanceOf(ToolOutcome.Succeeded.class);
    }

    @Test
    default void argumentsThatMakeNoSenseAreAnOutcome() {
        var good = goodCall();
        var wrong = Stream.of(Json.of("{not json"), new Json.Null(), Json.object(), Json.of(7));

        assertThat(wrong)
                .allSatisfy(arguments -> assertThat(tools().call(new ToolInvocation(
                                new Caller(good.caller().user()), "key", good.tool(), arguments, Set.of())))
                        .isNotNull());
    }
}
