package io.mcpagent.adapter.mcp.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.mcp.server.offer.InputRequest.Form;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.InputRequest.ApproveCall;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.tool.ToolCall;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunQuestionsTest {
    private static final UUID ID = new UUID(1, 1);

    @Test
    void nothingHidesInACallThatIsApproved() {
        var call = new ToolCall("1", "mail__send", Json.object().with("to", Json.of("Bob\u200B\u00AD\u202E")));
        var asked = new ApproveCall(new InputRequestId(ID), call, "it acts", Instant.EPOCH);

        var shown = RunQuestions.request(new InboxEntry(asked, new RunId(ID), new UserId("ada"), Instant.EPOCH));

        assertThat(shown)
                .isInstanceOfSatisfying(
                        Form.class,
                        form -> assertThat(form.message())
                                .isEqualTo(
                                        "May mail__send be called with {\"to\":\"Bob\\u200b\\u00ad\\u202e\"}? It is asked because it acts."));
    }
}
