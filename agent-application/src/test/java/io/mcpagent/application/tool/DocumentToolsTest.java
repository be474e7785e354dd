package io.mcpagent.application.tool;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.Platform.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolOutcome.Succeeded;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.testkit.tool.ToolPortContract;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentToolsTest implements ToolPortContract {
    private final Machine machine = new Machine();
    private Platform platform;
    private DocumentTools tools;

    @BeforeEach
    void takeIn() {
        machine.put("bees.md", "Bees make honey. Wasps do not.");
        platform = machine.start();
        platform.sync();
        tools = new DocumentTools(platform.scopes, platform.search, platform.documentPorts.documents());
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Override
    public ToolPort tools() {
        return tools;
    }

    @Override
    public ToolInvocation goodCall() {
        return call(ADA, "search_passages", Json.object().with("query", Json.of("honey")));
    }

    @Test
    void findsPassages() {
        assertThat(tools.call(goodCall()))
                .isInstanceOfSatisfying(
                        Succeeded.class,
                        found -> assertThat(found.passages())
                                .singleElement()
                                .satisfies(passage ->
                                        assertThat(passage.document()).isEqualTo("bees.md")));
    }

    @Test
    void showsOthersNothing() {
        assertThat(tools.call(call(BOB, "search_passages", Json.object().with("query", Json.of("honey")))))
                .isEqualTo(new Succeeded("Nothing was found."));
        assertThat(tools.call(call(BOB, "list_documents", Json.object())))
                .isEqualTo(new Succeeded("There are no documents."));
        assertThat(tools.call(call(BOB, "read_document", Json.object().with("document", Json.of("bees.md")))))
                .isInstanceOf(ToolOutcome.Failed.class);
    }

    @Test
    void saysThatADocumentHasNoSuchPart() {
        var arguments = Json.object().with("document", Json.of("bees.md")).with("part", Json.of(9));

        assertThat(tools.call(call(ADA, "read_document", arguments)))
                .isEqualTo(new Succeeded("bees.md has 1 parts; there is no part 9."));
    }

    private ToolInvocation call(Caller caller, String tool, Json arguments) {
        return new ToolInvocation(
                caller,
                "key",
                tool,
                arguments,
                platform.scopes.named(ADA, Set.of()).ids());
    }
}
