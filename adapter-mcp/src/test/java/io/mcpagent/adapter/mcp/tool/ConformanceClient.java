package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolQuestion;
import io.mcpagent.domain.tool.ToolReply;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.domain.tool.ToolRound;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * What the conformance suite runs as the client: lists the tools of the server whose URL is the last argument, and calls
 * them, or those that the scenario names.
 */
public final class ConformanceClient {
    private static final int MOST_ROUNDS = 10;

    private final McpToolServers host;
    private final ToolServer server;

    private ConformanceClient(McpToolServers host, ToolServer server) {
        this.host = host;
        this.server = server;
    }

    public static void main(String[] arguments) {
        var scenario =
                Optional.ofNullable(System.getenv("MCP_CONFORMANCE_SCENARIO")).orElse("");
        var context = Optional.ofNullable(System.getenv("MCP_CONFORMANCE_CONTEXT"))
                .filter(text -> !text.isBlank())
                .map(text -> JsonBytes.read(text.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(Json::object);
        var address = new ToolServerAddress.Http(URI.create(arguments[arguments.length - 1]), Map.of());
        try (var host = Servers.host()) {
            new ConformanceClient(host, Servers.server(address)).run(scenario, context);
        }
    }

    private void run(String scenario, Json context) {
        var tools = host.offer(server, Servers.CALLER).tools();
        var calls = new Members((Json.Obj) context, "The context").objects("toolCalls");
        if (!calls.isEmpty()) {
            calls.stream()
                    .map(call -> new Members(call, "A call"))
                    .forEach(call -> call(call.string("name"), call.object("arguments")));
            return;
        }
        switch (scenario) {
            case "json-schema-ref-no-deref" -> {}
            case "json-schema-2020-12-preservation" -> echo(tools);
            default -> all(tools);
        }
    }

    private void echo(List<ServedTool> tools) {
        var rich = tools.getFirst().inputSchema();
        call(tools.getLast().name(), Json.object().with("schema", rich));
    }

    /** Side by side, as a run calls what one reply of its model asks for. */
    private void all(List<ServedTool> tools) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var tool : tools) threads.execute(() -> call(tool.name(), arguments(tool.inputSchema())));
        }
    }

    private void call(String tool, Json.Obj arguments) {
        var rounds = new ArrayList<ToolRound>();
        for (var n = 0; n < MOST_ROUNDS; n++) {
            var response =
                    host.call(server, tool, Servers.invocation(tool, arguments, rounds.toArray(new ToolRound[0])));
            switch (response) {
                case ToolOutcome outcome -> {
                    System.out.println(tool + ": " + Servers.text(outcome));
                    return;
                }
                case ToolResponse.Asks(var questions, var state) -> {
                    var replies = new LinkedHashMap<String, ToolReply>();
                    for (var question : questions) replies.put(question.key(), reply(question));
                    rounds.add(new ToolRound(questions, state, replies));
                }
            }
        }
        throw new IllegalStateException(tool + " asks for ever");
    }

    private static ToolReply reply(ToolQuestion question) {
        return switch (question) {
            case ToolQuestion.Form(var key, var message, var schema) -> new ToolReply.Accepted(arguments(schema));
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
    private static Json.Obj arguments(Json.Obj schema) {
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
