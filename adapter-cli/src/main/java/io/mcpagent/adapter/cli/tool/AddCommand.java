package io.mcpagent.adapter.cli.tool;

import io.mcpagent.adapter.cli.ExitCode;
import io.mcpagent.adapter.cli.Invocation;
import io.mcpagent.application.tool.ImportedServers;
import io.mcpagent.application.tool.WantedToolServer;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServer.Permission;
import io.mcpagent.domain.tool.ToolServerName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tool-servers add}. */
@Command(
        name = "add",
        description = {
            "Adds a tool server: a program of this machine, or a URL. None of its tools may be called before they are approved"
                    + " (tool-servers test, tool-servers pins). In all values $${NAME} stands for a variable of the environment."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-agent tool-servers add files -- npx -y @modelcontextprotocol/server-filesystem ~/notes",
            "  mcp-agent tool-servers add web --url https://tools.example/mcp --header 'Authorization: Bearer $${TOKEN}'",
            "  mcp-agent tool-servers add wiki --url https://wiki.example/mcp --client-id agents --client-secret-from WIKI_SECRET"
        })
final class AddCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "1 to 32 lower-case letters, digits and hyphens.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "The program and its arguments, behind --.")
    private List<String> command = List.of();

    @Option(names = "--url", paramLabel = "URL", description = "Where the server is on the network.")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--env",
            paramLabel = "NAME[=VALUE]",
            description =
                    "A variable that the program gets, which gets no other; without a value, that of the environment.")
    private List<String> environment = List.of();

    @Option(names = "--header", paramLabel = "'NAME: VALUE'", description = "A header of each request to the URL.")
    private List<String> headers = List.of();

    @Option(
            names = "--permission",
            paramLabel = "WHAT",
            description = "What it may ask of us: elicitation, sampling or roots (default: nothing).")
    private Set<Permission> permissions = EnumSet.noneOf(Permission.class);

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "A folder that it is told of, with --permission roots; or a file: URI.")
    private List<String> roots = List.of();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long a call may be silent (default: 60).")
    private Optional<Integer> timeout = Optional.empty();

    @Option(names = "--trusted", description = "You vouch for what its tools answer.")
    private boolean trusted;

    @Option(
            names = "--replace",
            description = "Change the server of that name, to all that is given here. What was approved stays where the"
                    + " program and its arguments, or the URL, do. ******** in a secret's place leaves it as it is.")
    private boolean replace;

    @Option(names = "--disabled", description = "Have none of its tools be called for now.")
    private boolean disabled;

    @Mixin
    private ClientOptions client = new ClientOptions();

    private final Invocation invocation;

    AddCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var wanted = wanted(new ToolServerName(name));
        var output = invocation.output();
        return invocation.onBackend(backend -> {
            var servers = backend.toolServers();
            var made = replace ? servers.change(wanted) : servers.add(wanted);
            if (output.isJson()) output.say(made);
            else
                output.note("%s %s; `mcp-agent tool-servers test %s` asks it for its tools"
                        .formatted(replace ? "changed" : "added", name, name));
            return ExitCode.done();
        });
    }

    private WantedToolServer wanted(ToolServerName wantedName) {
        var file = Json.object().with("mcpServers", Json.object().with(name, entry()));
        var server = ImportedServers.read(file, FileVariables.of(invocation, file))
                .servers()
                .getFirst()
                .server();
        return new WantedToolServer(
                new ToolServer(
                        wantedName,
                        client.with(server.address()),
                        permissions,
                        roots.stream().map(AddCommand::uri).toList(),
                        silence()),
                !disabled,
                trusted);
    }

    private Duration silence() {
        if (timeout.filter(seconds -> seconds < 1).isPresent())
            throw new InvalidRequest("timeout_invalid", "--timeout is a number of seconds, from 1 on.");
        return timeout.map(Duration::ofSeconds).orElse(ImportedServers.USUAL_TIMEOUT);
    }

    private Json.Obj entry() {
        var env = new LinkedHashMap<String, Json>();
        for (var variable : environment) {
            var parts = variable.split("=", 2);
            env.put(parts[0], Json.of(parts.length > 1 ? parts[1] : "${" + parts[0] + "}"));
        }
        var sent = new LinkedHashMap<String, Json>();
        for (var header : headers) {
            var parts = header.split(":", 2);
            if (parts.length < 2)
                throw new InvalidRequest("header_invalid", "A header is given as 'Name: value', and one has no colon.");
            sent.put(parts[0].strip(), Json.of(parts[1].strip()));
        }
        var entry = Json.object().with("url", url.map(Json::of)).with("oauth", client.entry());
        if (!command.isEmpty()) {
            var arguments = command.stream().skip(1).map(Json::of).toList();
            entry = entry.with("command", Json.of(command.getFirst())).with("args", Json.array(arguments));
        }
        if (!env.isEmpty()) entry = entry.with("env", new Json.Obj(env));
        return sent.isEmpty() ? entry : entry.with("headers", new Json.Obj(sent));
    }

    /** Without the slash that a folder gets only where it is there. */
    private static String uri(String root) {
        if (root.startsWith("file:")) return root;
        var uri = Path.of(root).toAbsolutePath().normalize().toUri().toString();
        return uri.endsWith("/") && uri.length() > "file:///".length() ? uri.substring(0, uri.length() - 1) : uri;
    }
}
