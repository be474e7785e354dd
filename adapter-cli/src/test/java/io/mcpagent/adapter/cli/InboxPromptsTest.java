package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolQuestion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InboxPromptsTest {
    private static final InputRequestId ID = new InputRequestId(new UUID(1, 1));
    private static final ToolCall CALL =
            new ToolCall("1", "mail__send", Json.object().with("to", Json.of("Bob")));
    private static final InputRequest APPROVE =
            new InputRequest.ApproveCall(ID, CALL, "it acts", Instant.parse("2026-01-01T12:00:00Z"));

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aCallIsApprovedRefusedOrChanged() {
        assertThat(typed(APPROVE, "yes")).contains(new InputAnswer.Approve(Optional.empty()));
        assertThat(typed(APPROVE, "perhaps", "no", "Bob is away.")).contains(new InputAnswer.Refuse("Bob is away."));
        assertThat(typed(APPROVE, "{not json", "{\"to\": \"Eve\"}"))
                .contains(new InputAnswer.Approve(Optional.of(Json.object().with("to", Json.of("Eve")))));
        assertThat(typed(APPROVE)).isEmpty();
        assertThat(shown()).contains("May mail__send be called with {\"to\":\"Bob\"}? It is asked because it acts.");
    }

    @Test
    void nothingHidesInACallThatIsApproved() {
        var hidden = "Bob\u200B\u00AD\uDB40\uDC53\uDB40\uDD12\u202E";
        var call = new ToolCall("1", "mail__send", Json.object().with("to", Json.of(hidden)));

        typed(new InputRequest.ApproveCall(ID, call, "it acts", Instant.parse("2026-01-01T12:00:00Z")), "yes");

        assertThat(shown()).contains("{\"to\":\"Bob\\u200b\\u00ad\\udb40\\udc53\\udb40\\udd12\\u202e\"}");
    }

    @Test
    void aFormIsAskedForFieldByFieldUntilItCanBeSent() {
        var schema = Json.object()
                .with("type", Json.of("object"))
                .with(
                        "properties",
                        Json.object()
                                .with("room", field("string").with("enum", texts("blue", "red")))
                                .with("seats", field("integer").with("minimum", Json.of(1)))
                                .with("tea", field("boolean").with("default", Json.of(true)))
                                .with("note", field("string")))
                .with("required", texts("room", "seats"));
        var form = asked(new ToolQuestion.Form("k", "Which \u001b[2Jroom?", schema));

        assertThat(typed(form, "yes", "green", "blue", "", "none", "0", "4", "", ""))
                .contains(new InputAnswer.Fill(Json.object()
                        .with("room", Json.of("blue"))
                        .with("seats", Json.of(4))
                        .with("tea", Json.of(true))));
        assertThat(shown())
                .contains("room: has to be one of blue, red", "seats: is missing", "seats: has to be at least 1")
                .contains("These words are the tool's")
                .doesNotContain("\u001b");
        assertThat(typed(form, "no")).contains(new InputAnswer.Refuse(""));
        assertThat(typed(form, "yes", "blue")).isEmpty();
    }

    @Test
    void anAddressIsShownAndNotOpened() {
        var visit = asked(new ToolQuestion.Visit("k", "Sign.", URI.create("https://example.org/sign")));

        assertThat(typed(visit, "yes")).contains(new InputAnswer.Visited());
        assertThat(typed(visit, "no")).contains(new InputAnswer.Refuse(""));
        assertThat(shown()).contains("https://example.org/sign");
    }

    private Optional<InputAnswer> typed(InputRequest request, String... lines) {
        var typed = List.of(lines).stream().map(line -> line + "\n").collect(Collectors.joining());
        var in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        var streams = new CliStreams(InputStream.nullInputStream(), new ByteArrayOutputStream(), err, Terminal.NONE);
        return new InboxPrompts(new PipedInput(in), new Output(streams, () -> false)).answer(request);
    }

    private String shown() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static InputRequest asked(ToolQuestion question) {
        return new InputRequest.AskedByTool(ID, CALL, 0, Optional.empty(), question, Instant.EPOCH);
    }

    private static Json.Obj field(String type) {
        return Json.object().with("type", Json.of(type));
    }

    private static Json.Arr texts(String... texts) {
        return Json.array(List.of(texts).stream().map(Json::of).toList());
    }
}
