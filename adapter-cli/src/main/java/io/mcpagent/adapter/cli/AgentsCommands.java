package io.mcpagent.adapter.cli;

import io.mcpagent.application.agent.ListedAgentJson;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.UnusableAgent;
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
        return GrantCommands.addTo(group, invocation, GrantCommands.AGENTS);
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
            return invocation.onPlatform(platform -> {
                var usable = platform.agents().agents(Caller.LOCAL_OWNER);
                var unusable = platform.agents().unusable(Caller.LOCAL_OWNER);
                if (output.isJson()) {
                    usable.stream().map(ListedAgentJson::of).forEach(output::say);
                    unusable.stream().map(ListedAgentJson::of).forEach(output::say);
                } else print(usable, unusable, output);
                return ExitCode.DONE;
            });
        }

        private static void print(List<Agent> usable, List<UnusableAgent> unusable, Output output) {
            var columns = new Columns();
            for (var agent : usable) {
                columns.row(
                        agent.name().value(),
                        agent.model().map(TerminalText::name).orElse("default model"),
                        SyncText.counted(agent.tools().size(), "tool"),
                        shown(ListedAgentJson.of(agent).get("origin").orElseThrow())
                                .replace('_', ' '),
                        TerminalText.name(agent.description()));
            }
            for (var agent : unusable) {
                var why = String.join("; ", agent.problems());
                columns.row(TerminalText.name(agent.name()), "can't be used", "", "", TerminalText.name(why));
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
            return invocation.onPlatform(platform -> {
                var agent = platform.agents().agent(Caller.LOCAL_OWNER, wanted);
                if (output.isJson()) {
                    output.say(ListedAgentJson.of(agent));
                    return ExitCode.DONE;
                }
                var columns = new Columns();
                for (var field : ListedAgentJson.of(agent).members().entrySet()) {
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
