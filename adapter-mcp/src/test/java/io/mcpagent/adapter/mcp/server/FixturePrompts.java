package io.mcpagent.adapter.mcp.server;

import io.mcpagent.adapter.mcp.protocol.Content;
import io.mcpagent.adapter.mcp.protocol.ResourceContents;
import io.mcpagent.adapter.mcp.server.offer.Answers.Elicited;
import io.mcpagent.adapter.mcp.server.offer.Completing;
import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.InputRequest;
import io.mcpagent.adapter.mcp.server.offer.NotOffered;
import io.mcpagent.adapter.mcp.server.offer.OfferedPrompt;
import io.mcpagent.adapter.mcp.server.offer.Outcome;
import io.mcpagent.adapter.mcp.server.offer.PromptOffer;
import io.mcpagent.adapter.mcp.server.offer.PromptResult;
import io.mcpagent.domain.access.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The prompts that the suite gets. */
final class FixturePrompts implements PromptOffer {
    @Override
    public List<OfferedPrompt> list(Caller caller) {
        return List.of(
                prompt("test_simple_prompt"),
                prompt("test_prompt_with_arguments", "arg1", "arg2"),
                prompt("test_prompt_with_embedded_resource", "resourceUri"),
                prompt("test_prompt_with_image"),
                prompt("test_input_required_result_prompt"));
    }

    private static OfferedPrompt prompt(String name, String... arguments) {
        var all = Stream.of(arguments)
                .map(argument -> new OfferedPrompt.Argument(argument, "A test argument", true))
                .toList();
        return new OfferedPrompt(name, name, "For the conformance suite.", all);
    }

    @Override
    public Outcome<PromptResult> get(Exchange exchange, String prompt, Map<String, String> arguments) {
        return switch (prompt) {
            case "test_simple_prompt" -> said(new Content.Text("This is a simple prompt for testing."));
            case "test_prompt_with_arguments" ->
                said(new Content.Text("Prompt with arguments: arg1='%s', arg2='%s'"
                        .formatted(arguments.get("arg1"), arguments.get("arg2"))));
            case "test_prompt_with_embedded_resource" ->
                said(
                        new Content.Embedded(new ResourceContents.Text(
                                String.valueOf(arguments.get("resourceUri")),
                                Optional.of("text/plain"),
                                "Embedded resource content for testing.")),
                        new Content.Text("Please process the embedded resource above."));
            case "test_prompt_with_image" ->
                said(
                        new Content.Image(FixtureTools.IMAGE, "image/png"),
                        new Content.Text("Please analyze the image above."));
            case "test_input_required_result_prompt" -> asking(exchange);
            default -> throw new NotOffered("There is no prompt named " + prompt + ".");
        };
    }

    private static Outcome<PromptResult> asking(Exchange exchange) {
        return exchange.answers()
                .elicited("user_context")
                .map(answer -> said(new Content.Text("Prompt with context: " + content(answer))))
                .orElseGet(() -> new Outcome.Asks<>(
                        Map.of(
                                "user_context",
                                new InputRequest.Form(
                                        "What context should the prompt use?", Fixtures.fields("context", "string"))),
                        Optional.empty()));
    }

    private static String content(Elicited answer) {
        return answer instanceof Elicited.Accepted(var content) ? content.toString() : "none";
    }

    private static Outcome<PromptResult> said(Content... content) {
        return new Outcome.Done<>(new PromptResult(
                "For the conformance suite.",
                Stream.of(content).map(PromptResult.Said::new).toList()));
    }

    @Override
    public List<String> complete(Caller caller, String prompt, Completing completing) {
        return Stream.of("paris", "park", "party")
                .filter(value -> value.startsWith(completing.typed()))
                .toList();
    }
}
