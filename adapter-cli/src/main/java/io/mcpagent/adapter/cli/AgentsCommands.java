package io.mcpagent.adapter.cli;

import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code agents …}. */
final class AgentsCommands {
    private AgentsCommands() {}

    static CommandLine line(Invocation invocation) {
        var group = new CommandLine(new Group(invocation))
                .addSubcommand("list", new ListCommand(invocation))
                .addSubcommand("show", new ShowCommand(invocation));
        return GrantCommands.addTo(group, invocation, Backend::agentSharing);
    }

    @Command(
            name = "agents",
            description = "Lists and shows who can be asked, and who may ask them.",
            synopsisSubcommandLabel = "COMMAND")
    static final class Group extends CommandGroup {
        Group(Invocation invocation) {
            super(invocation);
        }
    }

    @Command(name = "list", description = "Lists the agents: the assistant, and those of the folder agents.")
    static final class ListCommand implements Callable<Integer> {
        private final Invocation invocation;

        ListCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                var usable = backend.workshop().agents();
                var unusable = backend.workshop().unusableAgents();
                if (output.isJson()) {
                    usable.forEach(output::say);
                    unusable.forEach(output::say);
                } else print(usable, unusable, output);
                return ExitCode.DONE;
            });
        }

        private static void print(List<Json.Obj> usable, List<Json.Obj> unusable, Output output) {
            var columns = new Columns();
            for (var agent : usable) {
                columns.row(
                        TerminalText.name(Members.text(agent, "name")),
                        Members.optionalText(agent, "model")
                                .map(TerminalText::name)
                                .orElse("default model"),
                        SyncText.counted(Members.texts(agent, "tools").size(), "tool"),
                        Members.text(agent, "origin").replace('_', ' '),
                        TerminalText.name(Members.text(agent, "description")));
            }
            for (var agent : unusable) {
                var why = String.join("; ", Members.texts(agent, "problems"));
                columns.row(
                        TerminalText.name(Members.text(agent, "name")),
                        "can't be used",
                        "",
                        "",
                        TerminalText.name(why));
            }
            columns.print(output);
        }
    }

    @Command(name = "show", description = "Shows an agent whole.")
    static final class ShowCommand implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "As agents list shows it.")
        private String name = "";

        private final Invocation invocation;

        ShowCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var wanted = new AgentName(name);
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                var agent = backend.workshop().agent(wanted);
                if (output.isJson()) {
                    output.say(agent);
                    return ExitCode.DONE;
                }
                var columns = new Columns();
                for (var field : agent.members().entrySet()) {
                    columns.row(field.getKey(), TerminalText.name(shown(field.getValue())));
                }
                columns.print(output);
                return ExitCode.DONE;
            });
        }
    }

    private static String shown(Json value) {
        return value instanceof Json.Str(var text) ? text : JsonLine.of(value);
    }
}
