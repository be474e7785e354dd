package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.ContentJson;
import io.mcpagent.adapter.mcp.protocol.McpClient;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.ServerInfo;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ToolAnnotations;
import io.mcpagent.domain.tool.ToolOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server's resources and prompts as tools of ours, where it has no tools of these names: so that agents can use them. */
final class ContentTools {
    private static final String LIST_RESOURCES = "list_resources";
    private static final String READ_RESOURCE = "read_resource";
    private static final String LIST_PROMPTS = "list_prompts";
    private static final String GET_PROMPT = "get_prompt";
    private static final String SUGGEST_VALUES = "suggest_values";

    /** What is listed is the server's own. */
    private static final ToolAnnotations LISTS = reads(false);
    /** What is read is named by whoever asks, and servers fetch it from anywhere: pages are resources, and prompts of some. */
    private static final ToolAnnotations READS = reads(true);

    private final Failures failures;
    private final Duration patience;

    ContentTools(Failures failures, Duration patience) {
        this.failures = failures;
        this.patience = patience;
    }

    static List<ServedTool> of(ServerInfo server, List<ServedTool> own) {
        var tools = new ArrayList<ServedTool>();
        if (server.has("resources")) {
            tools.add(tool(
                    LIST_RESOURCES,
                    "Lists what this server has to read, with addresses.",
                    schema(Json.object()),
                    LISTS));
            tools.add(tool(
                    READ_RESOURCE,
                    "Reads one thing that this server has.",
                    schema(Json.object().with("uri", text("Its address, as the list has it.")), "uri"),
                    READS));
        }
        if (server.has("prompts")) {
            tools.add(tool(
                    LIST_PROMPTS,
                    "Lists the prompts that this server has, with their arguments.",
                    schema(Json.object()),
                    LISTS));
            tools.add(tool(
                    GET_PROMPT,
                    "Gets the text of one of this server's prompts.",
                    schema(
                            Json.object()
                                    .with("name", text("Its name, as the list has it."))
                                    .with("arguments", texts()),
                            "name"),
                    READS));
        }
        if (server.has("completions") && !tools.isEmpty())
            tools.add(tool(
                    SUGGEST_VALUES,
                    "Suggests values for an argument of one of this server's prompts, or for what is in braces in an address.",
                    Suggestions.schema(),
                    READS));
        tools.removeIf(tool -> own.stream().anyMatch(other -> other.name().equals(tool.name())));
        return tools;
    }

    private static ToolAnnotations reads(boolean openWorld) {
        return new ToolAnnotations(
                Optional.empty(), Optional.of(true), Optional.of(false), Optional.of(true), Optional.of(openWorld));
    }

    private static ServedTool tool(String name, String description, Json.Obj schema, ToolAnnotations annotations) {
        return new ServedTool(name, Optional.empty(), description, schema, Optional.empty(), annotations);
    }

    static Json.Obj schema(Json.Obj fields, String... required) {
        return Json.object()
                .with("type", Json.of("object"))
                .with("properties", fields)
                .with("required", Json.array(Stream.of(required).map(Json::of).toList()));
    }

    static Json.Obj text(String description) {
        return Json.object().with("type", Json.of("string")).with("description", Json.of(description));
    }

    static Json.Obj texts() {
        return Json.object()
                .with("type", Json.of("object"))
                .with("additionalProperties", Json.object().with("type", Json.of("string")));
    }

    /** Of what a model sent, that alone which belongs into the request. */
    static Json.Obj picked(Json.Obj request, Json.Obj given, String... names) {
        var all = request;
        for (var name : names) all = all.with(name, given.get(name));
        return all;
    }

    /** The request that stands behind a call; empty where it is a list, or a tool of the server's own. */
    static Optional<Asking> asking(String tool, Json arguments) {
        var given = arguments instanceof Json.Obj object ? object : Json.object();
        return switch (tool) {
            case READ_RESOURCE -> Optional.of(reading("resources/read", ContentTools::contents, given, "uri"));
            case GET_PROMPT -> Optional.of(reading("prompts/get", ContentTools::prompt, given, "name", "arguments"));
            case SUGGEST_VALUES -> Optional.of(Suggestions.asking(given));
            default -> Optional.empty();
        };
    }

    private static Asking reading(String method, Function<Json.Obj, String> text, Json.Obj given, String... names) {
        var params = picked(Json.object(), given, names);
        return new Asking(method, params, Map.of(), result -> new ToolOutcome.Succeeded(text.apply(result)));
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
