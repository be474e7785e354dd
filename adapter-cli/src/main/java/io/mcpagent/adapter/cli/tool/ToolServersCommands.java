package io.mcpagent.adapter.cli.tool;

import io.mcpagent.adapter.cli.Columns;
import io.mcpagent.adapter.cli.CommandGroup;
import io.mcpagent.adapter.cli.ExitCode;
import io.mcpagent.adapter.cli.Invocation;
import io.mcpagent.adapter.cli.JsonLine;
import io.mcpagent.adapter.cli.Members;
import io.mcpagent.adapter.cli.TerminalText;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServerName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tool-servers …}. */
public final class ToolServersCommands {
    static final String NAME = "As tool-servers list shows it.";

    private ToolServersCommands() {}

    public static CommandLine line(Invocation invocation) {
        return new CommandLine(new Group(invocation))
                .addSubcommand("list", new ListCommand(invocation))
                .addSubcommand("show", new ShowCommand(invocation))
                .addSubcommand("add", new AddCommand(invocation))
                .addSubcommand("import", new ImportCommand(invocation))
                .addSubcommand("test", new TestCommand(invocation))
                .addSubcommand("pins", new PinsCommand(invocation))
                .addSubcommand("sign-in", new SignInCommand(invocation))
                .addSubcommand("sign-out", new SignOutCommand(invocation))
                .addSubcommand("enable", new EnableCommand(invocation, true))
                .addSubcommand("disable", new EnableCommand(invocation, false))
                .addSubcommand("remove", new RemoveCommand(invocation));
    }

    @Command(
            name = "tool-servers",
            description =
                    "Adds MCP servers, signs you in with them, and approves their tools: nobody may call one before that.",
            synopsisSubcommandLabel = "COMMAND")
    static final class Group extends CommandGroup {
        Group(Invocation invocation) {
            super(invocation);
        }
    }

    @Command(
            name = "list",
            description = "Lists tool servers: name, whether it is enabled, how it stands, and where it is.")
    static final class ListCommand implements Callable<Integer> {
        private final Invocation invocation;

        ListCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                var states = backend.toolServers().states().stream()
                        .collect(Collectors.toMap(
                                // One for each user who is signed in; the first stands for all.
                                state -> Members.text(state, "name"),
                                state -> state,
                                (first, other) -> first));
                var columns = new Columns();
                for (var server : backend.toolServers().servers()) {
                    var state = Optional.ofNullable(states.get(Members.text(server, "name")));
                    if (output.isJson()) output.say(server.with("state", state));
                    else
                        columns.row(
                                TerminalText.name(Members.text(server, "name")),
                                Members.flag(server, "enabled") ? "enabled" : "disabled",
                                state.map(known -> Members.text(known, "phase")).orElse("not used yet"),
                                TerminalText.name(place(server)));
                }
                columns.printOr("There are no tool servers.", output);
                return ExitCode.done();
            });
        }
    }

    static String place(Json.Obj server) {
        return Members.optionalText(server, "url")
                .orElseGet(() -> Stream.concat(
                                Stream.of(Members.text(server, "command")), Members.texts(server, "args").stream())
                        .collect(Collectors.joining(" ")));
    }

    @Command(name = "show", description = "Shows a tool server whole, but for its secrets, and how it stands.")
    static final class ShowCommand implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name = "";

        private final Invocation invocation;

        ShowCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var wanted = new ToolServerName(name);
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                var shown = backend.toolServers().server(wanted);
                var state = backend.toolServers().states().stream()
                        .filter(each -> Members.text(each, "name").equals(name))
                        .findFirst();
                var server = shown.with("state", state);
                if (output.isJson()) output.say(server);
                else fields(server).print(output);
                return ExitCode.done();
            });
        }
    }

    /** A row for each member; what is inside one stands below it. */
    static Columns fields(Json.Obj object) {
        var columns = new Columns();
        object.members().forEach((name, value) -> {
            if (value instanceof Json.Obj(var members) && !members.isEmpty())
                members.forEach((key, each) -> columns.row(TerminalText.name(name + "." + key), shown(each)));
            else columns.row(TerminalText.name(name), shown(value));
        });
        return columns;
    }

    private static String shown(Json value) {
        return TerminalText.name(
                switch (value) {
                    case Json.Str(var text) -> text;
                    case Json.Arr(var elements) ->
                        elements.stream().map(ToolServersCommands::shown).collect(Collectors.joining(" "));
                    case Json.Obj object -> JsonLine.of(object);
                    case Json.Num number -> JsonLine.of(number);
                    case Json.Bool flag -> JsonLine.of(flag);
                    case Json.Null none -> "";
                });
    }

    @Command(
            name = "test",
            description = {
                "Reaches a tool server, and holds what it offers against what was approved: new tools wait for approval from"
                        + " then on, and tools that have changed are in quarantine."
            })
    static final class TestCommand implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name = "";

        private final Invocation invocation;

        TestCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var wanted = new ToolServerName(name);
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                var tested = backend.toolServers().test(wanted);
                if (output.isJson()) output.say(tested);
                else print(tested);
                return ExitCode.done();
            });
        }

        private void print(Json.Obj tested) {
            var output = invocation.output();
            output.say("%s %s speaks %s and offers %s."
                    .formatted(
                            TerminalText.name(Members.text(tested, "title")),
                            TerminalText.name(Members.text(tested, "server_version")),
                            TerminalText.name(Members.text(tested, "protocol")),
                            counted(Members.count(tested, "offered"))));
            PinText.table(Members.objects(tested, "pins")).print(output);
            missing(Members.texts(tested, "missing"));
            var unusable = Members.count(tested, "unusable");
            if (unusable > 0)
                output.note("%d of its tools can't be used: their names can't be told apart, or they are too large."
                        .formatted(unusable));
            var open = Members.objects(tested, "pins").stream()
                    .filter(PinText::isOpen)
                    .count();
            if (open > 0)
                output.note("%d wait for you: `mcp-agent tool-servers pins %s` shows and approves them."
                        .formatted(open, name));
        }

        private static String counted(long tools) {
            return tools == 1 ? "1 tool" : tools + " tools";
        }

        private void missing(List<String> missing) {
            if (!missing.isEmpty())
                invocation.output().note("It does not offer any more: %s.".formatted(String.join(", ", missing)));
        }
    }

    @Command(name = "remove", description = "Removes a tool server, and what was approved of it.")
    static final class RemoveCommand implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name = "";

        private final Invocation invocation;

        RemoveCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var wanted = new ToolServerName(name);
            return invocation.onBackend(backend -> {
                backend.toolServers().remove(wanted);
                invocation.output().note("removed " + name);
                return ExitCode.done();
            });
        }
    }
}
