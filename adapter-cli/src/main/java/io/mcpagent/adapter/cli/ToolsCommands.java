package io.mcpagent.adapter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tools …}. */
final class ToolsCommands {
    private ToolsCommands() {}

    static CommandLine line(Invocation invocation) {
        return new CommandLine(new Group(invocation)).addSubcommand("list", new ListCommand(invocation));
    }

    @Command(name = "tools", description = "Lists what agents can call.", synopsisSubcommandLabel = "COMMAND")
    static final class Group extends CommandGroup {
        Group(Invocation invocation) {
            super(invocation);
        }
    }

    @Command(name = "list", description = "Lists the tools that agents may name, and what calling one does.")
    static final class ListCommand implements Callable<Integer> {
        private final Invocation invocation;

        ListCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                var columns = new Columns();
                for (var tool : backend.workshop().tools()) {
                    if (output.isJson()) output.say(tool);
                    else
                        columns.row(
                                TerminalText.name(Members.text(tool, "name")),
                                Members.text(tool, "effect"),
                                TerminalText.name(Members.text(tool, "description")));
                }
                columns.print(output);
                return ExitCode.DONE;
            });
        }
    }
}
