package io.mcpagent.adapter.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.testkit.tool.FakeTools;
import io.mcpagent.testkit.tool.ToolPortContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangingToolsTest implements ToolPortContract {
    private static final String NAMED = "{\"type\": \"object\", \"required\": [\"name\"]}";

    private final List<ToolDefinition> listed = new ArrayList<>();
    private final List<ToolInvocation> called = new ArrayList<>();

    private final ToolPort tools = LocalTools.checkedAsListed(new ToolPort() {
        @Override
        public List<ToolDefinition> tools() {
            return List.copyOf(listed);
        }

        @Override
        public ToolOutcome call(ToolInvocation invocation) {
            called.add(invocation);
            return new ToolOutcome.Succeeded("called");
        }
    });

    @Override
    public ToolPort tools() {
        return LocalTools.checkedAsListed(new FakeTools().saying("anything", ToolEffect.READS, "done"));
    }

    @Override
    public ToolInvocation goodCall() {
        return Calls.of("anything", Json.object());
    }

    @Test
    void aToolIsCheckedByTheSchemaThatItHasNow() {
        listed.add(tool("book", "{\"type\": \"object\"}"));
        assertThat(tools.call(Calls.of("book", Json.object()))).isInstanceOf(ToolOutcome.Succeeded.class);

        listed.set(0, tool("book", NAMED));

        assertThat(tools.call(Calls.of("book", Json.object())))
                .isInstanceOfSatisfying(
                        ToolOutcome.Failed.class,
                        failed -> assertThat(failed.message()).contains("name"));
        assertThat(called).hasSize(1);
    }

    @Test
    void oneWhoseSchemaCantBeUsedTakesNoOtherAway() {
        listed.add(tool("broken", "{\"type\": \"object\", \"properties\": 7}"));
        listed.add(tool("remote", "{\"type\": \"object\", \"$ref\": \"https://evil.example/schema\"}"));
        listed.add(tool("book", NAMED));

        assertThat(tools.tools()).extracting(ToolDefinition::name).containsExactly("book");
        assertThat(tools.call(Calls.of("broken", Json.object()))).isInstanceOf(ToolOutcome.Failed.class);
        assertThat(called).isEmpty();
    }

    /** Its source knows why, and says it. */
    @Test
    void oneThatIsGoneIsASourcesOwnAnswer() {
        tools.call(Calls.of("gone", Json.object()));

        assertThat(called).hasSize(1);
    }

    private static ToolDefinition tool(String name, String schema) {
        return new ToolDefinition(name, "Does it.", (Json.Obj) Calls.json(schema), ToolEffect.ACTS);
    }
}
