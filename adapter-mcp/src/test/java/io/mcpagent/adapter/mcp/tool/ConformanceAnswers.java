package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolQuestion;
import io.mcpagent.domain.tool.ToolReply;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.domain.tool.ToolRound;
import java.util.LinkedHashMap;
import java.util.List;

/** What a person and a model would say in a scenario of the conformance suite. */
final class ConformanceAnswers {
    private ConformanceAnswers() {}

    static ToolRound to(ToolResponse.Asks asks) {
        var replies = new LinkedHashMap<String, ToolReply>();
        for (var question : asks.questions()) replies.put(question.key(), to(question));
        return new ToolRound(asks.questions(), asks.state(), replies);
    }

    private static ToolReply to(ToolQuestion question) {
        return switch (question) {
            case ToolQuestion.Form(var key, var message, var schema) -> new ToolReply.Accepted(to(schema));
            case ToolQuestion.Visit visit -> new ToolReply.Accepted(Json.object());
            case ToolQuestion.Sample sample ->
                new ToolReply.Accepted(Json.object()
                        .with("role", Json.of("assistant"))
                        .with(
                                "content",
                                Json.object().with("type", Json.of("text")).with("text", Json.of("Paris")))
                        .with("model", Json.of("test"))
                        .with("stopReason", Json.of("endTurn")));
        };
    }

    /** A value for each field that has to be there and has no default. */
    static Json.Obj to(Json.Obj schema) {
        var values = Json.object();
        var properties =
                new Members(schema, "The schema").findObject("properties").orElseGet(Json::object);
        for (var name : new Members(schema, "The schema").strings("required")) {
            var field = new Members(properties, "The fields").findObject(name).orElseGet(Json::object);
            if (field.get("default").isEmpty()) values = values.with(name, value(field));
        }
        return values;
    }

    private static Json value(Json.Obj field) {
        return switch (field.get("type").orElseGet(Json.Null::new)) {
            case Json.Str(var type) when type.equals("integer") || type.equals("number") -> Json.of(2);
            case Json.Str(var type) when type.equals("boolean") -> Json.of(true);
            case Json.Str(var type) when type.equals("array") -> Json.array(List.of());
            case Json.Str(var type) when type.equals("object") -> Json.object();
            default -> Json.of("some");
        };
    }
}
