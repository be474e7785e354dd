package io.mcpagent.adapter.cli;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import java.util.Locale;
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
            return invocation.onPlatform(platform -> {
                var columns = new Columns();
                for (var tool : platform.tools().tools(Caller.LOCAL_OWNER)) {
                    var effect = tool.effect().name().toLowerCase(Locale.ROOT);
                    if (output.isJson())
                        output.say(Json.object()
                                .with("name", Json.of(tool.name()))
                                .with("description", Json.of(tool.description()))
                                .with("effect", Json.of(effect))
                                .with("input_schema", tool.inputSchema()));
                    else columns.row(tool.name(), effect, TerminalText.name(tool.description()));
                }
                columns.print(output);
                return ExitCode.DONE;
            });
        }
    }
}
