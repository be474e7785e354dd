package io.mcpagent.adapter.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs …}. */
final class RunsCommands {
    private RunsCommands() {}

    static CommandLine line(Invocation invocation) {
        return new CommandLine(new Group(invocation))
                .addSubcommand("list", new ListCommand(invocation))
                .addSubcommand("show", new ShowCommand(invocation))
                .addSubcommand("cancel", new CancelCommand(invocation));
    }

    @Command(
            name = "runs",
            description = "Lists, shows and cancels runs: each is the work on one question.",
            synopsisSubcommandLabel = "COMMAND")
    static final class Group extends CommandGroup {
        Group(Invocation invocation) {
            super(invocation);
        }
    }

    @Command(name = "list", description = "Lists runs, the newest first.")
    static final class ListCommand implements Callable<Integer> {
        @Option(
                names = "-n",
                paramLabel = "N",
                converter = CountConverter.class,
                description = "How many at most; 20 if left out.")
        private int limit = 20;

        private final Invocation invocation;

        ListCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                var columns = new Columns();
                for (var run : backend.runs().runs(limit)) {
                    if (output.isJson()) output.say(run);
                    else
                        columns.row(
                                TerminalText.name(Members.text(run, "id")),
                                Moments.minute(Members.time(run, "started_at")),
                                TerminalText.name(Members.text(run, "status")),
                                TerminalText.name(Members.text(run, "question")));
                }
                columns.printOr("There are no runs yet.", output);
                return ExitCode.DONE;
            });
        }
    }

    @Command(name = "show", description = "Shows what happened in a run, event by event.")
    static final class ShowCommand implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "As runs list shows it.")
        private String id = "";

        private final Invocation invocation;

        ShowCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var run = Identifiers.run(id);
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                var log = backend.runs().events(run);
                if (output.isJson()) log.forEach(event -> output.say(RunLines.of(event)));
                else RunTimeline.of(log).print(output);
                return ExitCode.DONE;
            });
        }
    }

    @Command(name = "cancel", description = "Ends runs where they are.")
    static final class CancelCommand implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "ID", description = "As runs list shows it.")
        private List<String> ids = List.of();

        private final Invocation invocation;

        CancelCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var ended = ids.stream().map(Identifiers::run).toList();
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                for (var run : ended) {
                    var now = backend.runs().cancel(run);
                    if (output.isJson()) output.say(now);
                    else output.note("%s %s".formatted(Members.text(now, "status"), run.value()));
                }
                return ExitCode.DONE;
            });
        }
    }
}
