package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.ContentJson;
import io.mcpagent.adapter.mcp.protocol.McpClient;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.ServerInfo;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ToolAnnotations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A server's resources and prompts as tools of ours, where it has no tools of these names: so that agents can use them. */
final class ContentTools {
    private static final String LIST_RESOURCES = "list_resources";
    private static final String READ_RESOURCE = "read_resource";
    private static final String LIST_PROMPTS = "list_prompts";
    private static final String GET_PROMPT = "get_prompt";

    private static final ToolAnnotations READS = new ToolAnnotations(
            Optional.empty(), Optional.of(true), Optional.of(false), Optional.of(true), Optional.of(false));

    private final Failures failures;
    private final Duration patience;

    ContentTools(Failures failures, Duration patience) {
        this.failures = failures;
        this.patience = patience;
    }

    static List<ServedTool> of(ServerInfo server, List<ServedTool> own) {
        var tools = new ArrayList<ServedTool>();
        if (server.has("resources")) {
            tools.add(tool(LIST_RESOURCES, "Lists what this server has to read, with addresses.", Map.of(), List.of()));
            tools.add(tool(
                    READ_RESOURCE,
                    "Reads one thing that this server has.",
                    Map.of("uri", text("Its address, as the list has it.")),
                    List.of("uri")));
        }
        if (server.has("prompts")) {
            tools.add(tool(
                    LIST_PROMPTS,
                    "Lists the prompts that this server has, with their arguments.",
                    Map.of(),
                    List.of()));
            tools.add(tool(
                    GET_PROMPT,
                    "Gets the text of one of this server's prompts.",
                    Map.of("name", text("Its name, as the list has it."), "arguments", arguments()),
                    List.of("name")));
        }
        tools.removeIf(tool -> own.stream().anyMatch(other -> other.name().equals(tool.name())));
        return tools;
    }

    private static ServedTool tool(String name, String description, Map<String, Json> fields, List<String> required) {
        var schema = Json.object()
                .with("type", Json.of("object"))
                .with("properties", new Json.Obj(fields))
                .with("required", Json.array(required.stream().map(Json::of).toList()));
        return new ServedTool(name, Optional.empty(), description, schema, Optional.empty(), READS);
    }

    private static Json.Obj text(String description) {
        return Json.object().with("type", Json.of("string")).with("description", Json.of(description));
    }

    private static Json.Obj arguments() {
        return Json.object()
                .with("type", Json.of("object"))
                .with("additionalProperties", Json.object().with("type", Json.of("string")));
    }

    /** The request that stands behind a call; empty where it is a list, or a tool of the server's own. */
    static Optional<Asking> asking(String tool, Json arguments) {
        var given = arguments instanceof Json.Obj object ? object : Json.object();
        return switch (tool) {
            case READ_RESOURCE -> Optional.of(new Asking("resources/read", given, Map.of(), ContentTools::contents));
            case GET_PROMPT -> Optional.of(new Asking("prompts/get", given, Map.of(), ContentTools::prompt));
            default -> Optional.empty();
        };
    }

    /** What a list says; empty where the tool is none. */
    Optional<String> listed(String tool, McpClient client) {
        return switch (tool) {
            case LIST_RESOURCES ->
                Optional.of(lines(client, "resources/list", "resources", ContentTools::resource)
                        + lines(client, "resources/templates/list", "resourceTemplates", ContentTools::template));
            case LIST_PROMPTS -> Optional.of(lines(client, "prompts/list", "prompts", ContentTools::prompts));
            default -> Optional.empty();
        };
    }

    private String lines(McpClient client, String method, String member, Function<Members, String> line) {
        return Lists.all(client, failures, method, member, patience).elements().stream()
                .map(element -> line.apply(new Members(element, "An element of " + member)) + "\n")
                .collect(Collectors.joining());
    }

    private static String resource(Members in) {
        return in.string("uri") + " " + in.string("name")
                + in.findString("description").map(" "::concat).orElse("");
    }

    private static String template(Members in) {
        return in.string("uriTemplate") + " (fill in what is in braces) " + in.string("name");
    }

    private static String prompts(Members in) {
        var arguments = in.objects("arguments").stream()
                .map(argument -> new Members(argument, "An argument").string("name"))
                .collect(Collectors.joining(", ", "(", ")"));
        return in.string("name")
                + arguments
                + in.findString("description").map(" "::concat).orElse("");
    }

    private static String contents(Json.Obj result) {
        return new Members(result, "The result")
                .objects("contents").stream()
                        .map(ContentJson::contents)
                        .map(ResultText::of)
                        .collect(Collectors.joining("\n"));
    }

    private static String prompt(Json.Obj result) {
        return new Members(result, "The result")
                .objects("messages").stream()
                        .map(message -> new Members(message, "A message"))
                        .map(message -> message.string("role") + ": "
                                + ResultText.of(ContentJson.read(message.object("content"))))
                        .collect(Collectors.joining("\n"));
    }
}
