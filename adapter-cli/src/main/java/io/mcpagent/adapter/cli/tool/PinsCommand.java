package io.mcpagent.adapter.cli.tool;

import io.mcpagent.adapter.cli.ExitCode;
import io.mcpagent.adapter.cli.Invocation;
import io.mcpagent.adapter.cli.Members;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.DefinitionHash;
import io.mcpagent.domain.tool.ToolServerName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tool-servers pins}. What is approved is what was shown: a definition that changed meanwhile is refused. */
@Command(
        name = "pins",
        description = {
            "Shows which definitions of a server's tools are approved, what has changed since, and what to look at; approves and"
                    + " rejects tools. What a server says its tools do is believed only with --confirm-annotations: until then"
                    + " each counts as one that acts."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-agent tool-servers pins files",
            "  mcp-agent tool-servers pins files --approve read_file list_directory --confirm-annotations"
        })
final class PinsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = ToolServersCommands.NAME)
    private String name = "";

    @Option(
            names = "--approve",
            arity = "1..*",
            paramLabel = "TOOL",
            description = "Let these be called, by the names that are shown, or by the server's own.")
    private List<String> approved = List.of();

    @Option(
            names = "--approve-all",
            description = "Let all be called that wait and have no flag. Those with one are approved by name.")
    private boolean all;

    @Option(
            names = "--confirm-annotations",
            description =
                    "Believe what the server says of those that are approved: that they only read, or may be repeated.")
    private boolean annotations;

    @Option(names = "--reject", arity = "1..*", paramLabel = "TOOL", description = "Have these not be called.")
    private List<String> rejected = List.of();

    private final Invocation invocation;

    PinsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var server = new ToolServerName(name);
        return invocation.onBackend(backend -> {
            var servers = backend.toolServers();
            var pins = servers.pins(server);
            var toApprove = named(pins, approved);
            if (all)
                pins.stream()
                        .filter(pin -> PinText.isOpen(pin) && !PinText.isFlagged(pin))
                        .forEach(pin -> put(toApprove, pin));
            var toReject = named(pins, rejected);
            if (!toApprove.isEmpty()) servers.approve(server, toApprove, annotations);
            if (!toReject.isEmpty()) servers.reject(server, toReject);
            var isSame = toApprove.isEmpty() && toReject.isEmpty();
            show(isSame ? pins : servers.pins(server));
            tell("approved", toApprove);
            tell("rejected", toReject);
            return ExitCode.done();
        });
    }

    private static Map<String, DefinitionHash> named(List<Json.Obj> pins, List<String> names) {
        var found = new LinkedHashMap<String, DefinitionHash>();
        for (var wanted : names)
            put(
                    found,
                    pins.stream()
                            .filter(pin -> isNamed(pin, wanted))
                            .findFirst()
                            .orElseThrow(() -> new InvalidRequest(
                                    "tool_pin_not_found",
                                    "There is no tool named %s; `mcp-agent tool-servers test` finds new ones."
                                            .formatted(wanted))));
        return found;
    }

    private static boolean isNamed(Json.Obj pin, String wanted) {
        return Members.text(pin, "name").equals(wanted)
                || Members.text(Members.object(pin, "definition"), "name").equals(wanted);
    }

    private static void put(Map<String, DefinitionHash> tools, Json.Obj pin) {
        tools.put(Members.text(pin, "name"), new DefinitionHash(Members.text(pin, "hash")));
    }

    private void show(List<Json.Obj> pins) {
        var output = invocation.output();
        if (output.isJson()) {
            pins.forEach(output::say);
            return;
        }
        PinText.table(pins)
                .printOr("No tool of it is known; `mcp-agent tool-servers test %s` asks it.".formatted(name), output);
        pins.stream().flatMap(pin -> PinText.details(pin).stream()).forEach(output::say);
        var left = pins.stream()
                .filter(pin -> all && PinText.isOpen(pin))
                .map(pin -> Members.text(pin, "name"))
                .collect(Collectors.joining(", "));
        if (!left.isEmpty())
            output.note("Not approved, as something about them is to be looked at: %s.".formatted(left));
    }

    private void tell(String what, Map<String, DefinitionHash> tools) {
        if (!tools.isEmpty()) invocation.output().note("%s %s".formatted(what, String.join(", ", tools.keySet())));
    }
}
