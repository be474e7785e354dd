package io.mcpagent.adapter.cli;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.AgentJson;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code agents …}. */
final class AgentsCommands {
    private AgentsCommands() {}

    static CommandLine line(Invocation invocation) {
        return new CommandLine(new Group(invocation))
                .addSubcommand("list", new ListCommand(invocation))
                .addSubcommand("show", new ShowCommand(invocation));
    }

    @Command(name = "agents", description = "Lists and shows who can be asked.", synopsisSubcommandLabel = "COMMAND")
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
                var columns = new Columns();
                for (var agent : platform.agents().agents(Caller.LOCAL_OWNER)) {
                    if (output.isJson()) output.say(AgentJson.of(agent));
                    else
                        columns.row(
                                agent.name().value(),
                                agent.model().map(TerminalText::name).orElse("default model"),
                                SyncText.counted(agent.tools().size(), "tool"),
                                TerminalText.name(agent.description()));
                }
                columns.print(output);
                return ExitCode.DONE;
            });
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
                    output.say(AgentJson.of(agent));
                    return ExitCode.DONE;
                }
                var columns = new Columns();
                for (var field : AgentJson.of(agent).members().entrySet()) {
                    columns.row(field.getKey(), TerminalText.name(shown(field.getValue())));
                }
                columns.print(output);
                return ExitCode.DONE;
            });
        }

        private static String shown(Json value) {
            return value instanceof Json.Str(var text) ? text : JsonLine.of(value);
        }
    }
}
