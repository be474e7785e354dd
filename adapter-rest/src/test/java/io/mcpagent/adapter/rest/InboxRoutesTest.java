package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputRequest;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolQuestion;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Answering what runs ask, and saying what they may do unasked. */
class InboxRoutesTest extends RestTest {
    @Test
    void theInboxIsEmptyAndItsAnswersAreChecked() {
        var id = UUID.randomUUID();

        assertThat(json(get("/api/v1/inbox")).path("data")).isEmpty();
        problem(get("/api/v1/inbox/" + id), 404, "input_not_found");
        problem(post("/api/v1/inbox/" + id, "{\"answer\": \"call_again\"}"), 404, "input_not_found");
        problem(post("/api/v1/inbox/" + id, "{\"answer\": \"perhaps\"}"), 400, "fields_invalid");
        problem(post("/api/v1/inbox/" + id, "{}"), 400, "fields_invalid");
    }

    @Test
    void aFormIsFilledInAsItsSchemaSays() {
        var room = Json.object().with("room", Json.object().with("type", Json.of("string")));
        var schema = Json.object().with("type", Json.of("object")).with("properties", room);
        var question = new ToolQuestion.Form("a", "Which room?", schema);
        var path = "/api/v1/inbox/"
                + parked((id, call) -> new InputRequest.AskedByTool(
                        id, call, 0, Optional.of("s"), question, Instant.parse("2100-01-01T00:00:00Z")));

        assertThat(json(get(path)).path("request").path("ask").asText()).isEqualTo("form");
        problem(post(path, "{\"answer\": \"fill\"}"), 400, "fields_invalid");
        problem(post(path, "{\"answer\": \"refuse\", \"content\": {}}"), 400, "fields_invalid");
        problem(post(path, "{\"answer\": \"visited\"}"), 422, "answer_unfit");
        problem(post(path, "{\"answer\": \"expired\"}"), 400, "fields_invalid");
        var wrong = post(path, "{\"answer\": \"fill\", \"content\": {\"rooms\": \"Blue\"}}");
        problem(wrong, 422, "form_invalid");
        assertThat(wrong.body()).contains("rooms: is no field; there is room");
        var filled = post(path, "{\"answer\": \"fill\", \"content\": {\"room\": \"Blue\"}}");
        assertThat(filled.statusCode()).as(filled.body()).isEqualTo(200);
        problem(post(path, "{\"answer\": \"fill\", \"content\": {\"room\": \"Blue\"}}"), 404, "input_not_found");
    }

    @Test
    void anAnswerThatComesTooLateIsToldSo() {
        var path = "/api/v1/inbox/"
                + parked((id, call) -> new InputRequest.ApproveCall(id, call, "it acts", Instant.EPOCH));

        problem(post(path, "{\"answer\": \"approve\", \"arguments\": {\"to\": \"eve\"}}"), 409, "input_expired");
    }

    private UUID parked(BiFunction<InputRequestId, ToolCall, InputRequest> asking) {
        var session = json(post("/api/v1/chat", "{\"message\": \"How long does the battery last?\"}"))
                .path("session_id")
                .asText();
        return platform.parks(session, Caller.LOCAL_OWNER.user(), asking);
    }

    @Test
    void whatIsWrongInTheRulesForToolsIsToldWithItsPlace() {
        var unread = putAgent("""
                {"instructions": "x", "tool_rules": [
                 {"tools": "*", "decision": "perhaps", "roles": ["king"]},
                 {"decision": "deny", "arguments": [{"glob": "x"}, 7]}]}
                """);
        problem(unread, 400, "fields_invalid");
        assertThat(unread.body())
                .contains(
                        "tool_rules[0].decision",
                        "tool_rules[0].roles",
                        "tool_rules[1].tools",
                        "tool_rules[1].arguments[0].field",
                        "tool_rules[1].arguments[1]");
        var unusable = putAgent("""
                {"instructions": "x", "tool_rules": [
                 {"tools": "*", "decision": "deny", "arguments": [{"field": "path", "glob": "x"}, {"field": "/a"}]},
                 {"tools": "*", "decision": "deny", "arguments": [{"field": "", "regex": "(a"}]}]}
                """);
        problem(unusable, 422, "agent_invalid");
        assertThat(unusable.body())
                .contains(
                        "tool_rules[0].arguments[0].field can't be used",
                        "tool_rules[0].arguments[1].glob has to be there",
                        "tool_rules[1].arguments[0].field can't be used");
    }

    private HttpResponse<String> putAgent(String body) {
        return send(request("/api/v1/agents/clerk")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }
}
