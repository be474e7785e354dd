package io.mcpagent.adapter.mcp.server;

import io.mcpagent.adapter.mcp.protocol.Content;
import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.ResourceContents;
import io.mcpagent.adapter.mcp.server.offer.Answers.Elicited;
import io.mcpagent.adapter.mcp.server.offer.Changes;
import io.mcpagent.adapter.mcp.server.offer.Changes.Change;
import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.InputRequest;
import io.mcpagent.adapter.mcp.server.offer.LogLevel;
import io.mcpagent.adapter.mcp.server.offer.NotOffered;
import io.mcpagent.adapter.mcp.server.offer.OfferedTool;
import io.mcpagent.adapter.mcp.server.offer.Outcome;
import io.mcpagent.adapter.mcp.server.offer.ToolResult;
import io.mcpagent.domain.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;

/** The tools that the suite calls. Each answers at once; what takes time is for the tests of the server itself. */
final class FixtureTools {
    static final String IMAGE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
    private static final String SOUND = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";

    /** The tool that waits: how far it is, and when it may go on. */
    final Waiting waiting = new Waiting(new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1));

    private final Map<String, Tool> tools = new LinkedHashMap<>();

    record Waiting(CountDownLatch begun, CountDownLatch mayEnd, CountDownLatch cancelled) {}

    private interface Call extends BiFunction<Exchange, Json.Obj, Outcome<ToolResult>> {}

    private record Tool(Json.Obj input, Call call) {}

    FixtureTools(Changes changes) {
        contents();
        notices();
        elicitations();
        rounds();
        add("test_trigger_tool_change", (exchange, arguments) -> announced(changes, new Change.Tools()));
        add("test_trigger_prompt_change", (exchange, arguments) -> announced(changes, new Change.Prompts()));
        add(
                "json_schema_2020_12_tool",
                Fixtures.json("schema-2020-12.json"),
                (exchange, arguments) -> done("called with " + text(arguments)));
        add(
                "test_mirrored_header",
                Fixtures.json("schema-mirrored.json"),
                (exchange, arguments) -> done("called with " + text(arguments)));
    }

    List<OfferedTool> list() {
        return tools.entrySet().stream()
                .map(tool -> new OfferedTool(
                        tool.getKey(),
                        tool.getKey(),
                        "For the conformance suite.",
                        tool.getValue().input,
                        Optional.empty(),
                        OfferedTool.Hints.READS))
                .toList();
    }

    Outcome<ToolResult> call(Exchange exchange, String name, Json.Obj arguments) {
        var tool = Optional.ofNullable(tools.get(name))
                .orElseThrow(() -> new NotOffered("There is no tool named " + name + "."));
        return tool.call.apply(exchange, arguments);
    }

    private void contents() {
        var image = new Content.Image(IMAGE, "image/png");
        var resource = new Content.Embedded(new ResourceContents.Text(
                "test://embedded-resource", Optional.of("text/plain"), "This is an embedded resource content."));
        add("test_simple_text", (exchange, arguments) -> done("This is a simple text response for testing."));
        add("test_image_content", (exchange, arguments) -> done(image));
        add("test_audio_content", (exchange, arguments) -> done(new Content.Audio(SOUND, "audio/wav")));
        add("test_embedded_resource", (exchange, arguments) -> done(resource));
        add(
                "test_multiple_content_types",
                (exchange, arguments) -> done(new Content.Text("Multiple content types test:"), image, resource));
        add(
                "test_error_handling",
                (exchange, arguments) ->
                        new Outcome.Done<>(ToolResult.error("This tool intentionally returns an error for testing")));
    }

    private void notices() {
        add("test_tool_with_logging", (exchange, arguments) -> {
            for (var line : List.of("started", "processing", "completed"))
                exchange.log(LogLevel.INFO, "fixture", Json.of("Tool execution " + line));
            return done("Tool with logging executed successfully");
        });
        add("test_tool_with_progress", (exchange, arguments) -> {
            for (var done : List.of(0, 50, 100))
                exchange.progress(done, Optional.of(100.0), "Completed step %d of 100".formatted(done));
            return done("Progress was told");
        });
        add("test_reconnection", (exchange, arguments) -> done("Reconnection test completed successfully"));
        add("test_waiting", (exchange, arguments) -> {
            waiting.begun.countDown();
            try {
                waiting.mayEnd.await();
                return done("It went on");
            } catch (InterruptedException cancelled) {
                waiting.cancelled.countDown();
                throw new CancellationException("cancelled");
            }
        });
        add("test_streaming_elicitation", (exchange, arguments) -> {
            exchange.progress(50, Optional.of(100.0), "Half of it");
            return done("Streaming complete");
        });
        add("test_logging_tool", (exchange, arguments) -> {
            exchange.log(LogLevel.INFO, "fixture", Json.of("Diagnostic trace"));
            return done("Logging evaluated");
        });
    }

    private void elicitations() {
        add(
                "test_sampling",
                (exchange, arguments) -> exchange.answers()
                        .response("sample")
                        .map(sample -> done("LLM response: " + text(sample)))
                        .orElseGet(
                                () -> asks("sample", sampling(new Members(arguments, "arguments").string("prompt")))));
        add(
                "test_missing_capability",
                (exchange, arguments) -> exchange.answers()
                        .response("sample")
                        .map(sample -> done("Success"))
                        .orElseGet(() -> asks("sample", sampling("Anything"))));
        elicits(
                "test_elicitation",
                "User response",
                arguments -> new Members(arguments, "arguments").string("message"),
                Fixtures.fields("response", "string"));
        elicits(
                "test_elicitation_sep1034_defaults",
                "Elicitation completed",
                arguments -> "Please review and update the form fields with defaults",
                Fixtures.json("form-defaults.json"));
        elicits(
                "test_elicitation_sep1330_enums",
                "Elicitation completed",
                arguments -> "Please select options from the enum fields",
                Fixtures.json("form-enums.json"));
    }

    private interface Wording {
        String of(Json.Obj arguments);
    }

    private void elicits(String name, String says, Wording message, Json.Obj schema) {
        add(
                name,
                (exchange, arguments) -> exchange.answers()
                        .response("form")
                        .map(answer -> done("%s: action=%s, content=%s"
                                .formatted(
                                        says,
                                        new Members(answer, "answer").string("action"),
                                        text(answer.get("content").orElseGet(Json::object)))))
                        .orElseGet(() -> asks("form", new InputRequest.Form(message.of(arguments), schema))));
    }

    private void rounds() {
        var name = new InputRequest.Form("What is your name?", Fixtures.fields("name", "string"));
        var confirm = new InputRequest.Form("Please confirm", Fixtures.fields("ok", "boolean"));
        add(
                "test_input_required_result_elicitation",
                (exchange, arguments) -> exchange.answers()
                        .elicited("user_name")
                        .map(answer -> done("Hello, %s!".formatted(field(answer, "name"))))
                        .orElseGet(() -> asks("user_name", name)));
        add(
                "test_input_required_result_sampling",
                (exchange, arguments) -> exchange.answers()
                        .response("capital_question")
                        .map(sample -> done("Sampling result: " + text(sample)))
                        .orElseGet(() -> asks("capital_question", sampling("What is the capital of France?"))));
        add(
                "test_input_required_result_list_roots",
                (exchange, arguments) -> exchange.answers()
                        .response("client_roots")
                        .map(roots -> done("Roots: " + text(roots)))
                        .orElseGet(() -> asks("client_roots", new InputRequest.Roots())));
        for (var stated : List.of("request_state", "tampered_state"))
            add("test_input_required_result_" + stated, (exchange, arguments) -> {
                var answer = exchange.answers().elicited("confirm");
                return answer.isPresent() && exchange.answers().state().isPresent()
                        ? done("state-ok: " + field(answer.get(), "ok"))
                        : asks(Map.of("confirm", confirm), "confirming");
            });
        add("test_input_required_result_multiple_inputs", (exchange, arguments) -> {
            var answered = exchange.answers().responses().keySet();
            var all = new LinkedHashMap<String, InputRequest>();
            all.put("user_name", name);
            all.put("greeting", sampling("Generate a greeting"));
            all.put("client_roots", new InputRequest.Roots());
            return answered.containsAll(all.keySet()) ? done("All is known") : asks(all, "asking");
        });
        add("test_input_required_result_multi_round", FixtureTools::nextRound);
        add("test_input_required_result_capabilities", (exchange, arguments) -> {
            if (!exchange.answers().responses().isEmpty()) return done("capabilities-ok");
            var all = new LinkedHashMap<String, InputRequest>();
            if (exchange.client().form()) all.put("elicit_input", name);
            if (exchange.client().sampling()) all.put("sample_input", sampling("Sample request"));
            return all.isEmpty() ? done("No supported capabilities declared") : asks(all, "asking");
        });
    }

    private static Outcome<ToolResult> nextRound(Exchange exchange, Json.Obj arguments) {
        var answers = exchange.answers();
        var second = answers.elicited("step2");
        if (second.isPresent() && answers.state().isPresent())
            return done("%s likes %s".formatted(text(answers.state().get()), field(second.get(), "color")));
        var first = answers.elicited("step1");
        return first.isPresent() && answers.state().isPresent()
                ? asks(
                        Map.of(
                                "step2",
                                new InputRequest.Form(
                                        "Step 2: What is your favorite color?", Fixtures.fields("color", "string"))),
                        field(first.get(), "name"))
                : asks(
                        Map.of(
                                "step1",
                                new InputRequest.Form("Step 1: What is your name?", Fixtures.fields("name", "string"))),
                        "nobody");
    }

    private void add(String name, Call call) {
        add(name, Json.object().with("type", Json.of("object")).with("properties", Json.object()), call);
    }

    private void add(String name, Json.Obj input, Call call) {
        tools.put(name, new Tool(input, call));
    }

    private static Outcome<ToolResult> announced(Changes changes, Change change) {
        changes.announce(change);
        return done("Mutation triggered");
    }

    private static InputRequest sampling(String prompt) {
        var message = Json.object()
                .with("role", Json.of("user"))
                .with("content", Json.object().with("type", Json.of("text")).with("text", Json.of(prompt)));
        return new InputRequest.Sampling(
                Json.object().with("messages", Json.array(List.of(message))).with("maxTokens", Json.of(100)));
    }

    private static Outcome<ToolResult> asks(String key, InputRequest request) {
        return new Outcome.Asks<>(Map.of(key, request), Optional.empty());
    }

    private static Outcome<ToolResult> asks(Map<String, InputRequest> requests, String state) {
        return new Outcome.Asks<>(requests, Optional.of(Json.object().with("is", Json.of(state))));
    }

    private static String field(Elicited answer, String name) {
        return answer instanceof Elicited.Accepted(var content)
                ? content.get(name).map(FixtureTools::text).orElse("nothing")
                : "nothing";
    }

    private static Outcome<ToolResult> done(String text) {
        return new Outcome.Done<>(ToolResult.text(text));
    }

    private static Outcome<ToolResult> done(Content... content) {
        return new Outcome.Done<>(ToolResult.of(content));
    }

    private static String text(Json json) {
        return new String(JsonBytes.write(json), StandardCharsets.UTF_8);
    }
}
