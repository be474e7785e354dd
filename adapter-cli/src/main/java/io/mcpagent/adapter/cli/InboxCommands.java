package io.mcpagent.adapter.cli;

import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputJson;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inbox …}. */
final class InboxCommands {
    private InboxCommands() {}

    static CommandLine line(Invocation invocation) {
        return new CommandLine(new Group(invocation))
                .addSubcommand("list", new ListCommand(invocation))
                .addSubcommand("answer", new AnswerCommand(invocation));
    }

    @Command(
            name = "inbox",
            description = "Lists and answers the questions that runs have to you.",
            synopsisSubcommandLabel = "COMMAND")
    static final class Group extends CommandGroup {
        Group(Invocation invocation) {
            super(invocation);
        }
    }

    @Command(name = "list", description = "Lists what waits for you, the oldest first.")
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
                for (var entry : backend.inbox().waiting()) {
                    if (output.isJson()) output.say(entry);
                    else
                        columns.row(
                                TerminalText.name(Members.text(entry, "id")),
                                Moments.minute(Members.time(entry, "asked_at")),
                                TerminalText.name(
                                        InboxText.question(InputJson.request(Members.object(entry, "request")))));
                }
                columns.printOr("Nothing waits for you.", output);
                return ExitCode.DONE;
            });
        }
    }

    @Command(
            name = "answer",
            description = "Answers what a run asks; the run goes on, and its answer is printed when it comes.")
    static final class AnswerCommand implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "As inbox list shows it.")
        private String id = "";

        @ArgGroup(multiplicity = "1")
        private Choice choice = new Choice();

        private final Invocation invocation;

        AnswerCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        static final class Choice {
            @Option(names = "--again", description = "Make the call again: it did nothing, or twice does no harm.")
            private boolean again;

            @Option(
                    names = "--done",
                    paramLabel = "NOTE",
                    description = "Do not make it again, and tell the model this, such as \"The letter was sent.\"")
            private Optional<String> done = Optional.empty();

            InputAnswer answer() {
                return again ? new InputAnswer.CallAgain() : new InputAnswer.TakeAsDone(done.orElseThrow());
            }
        }

        @Override
        public Integer call() {
            var request = Identifiers.input(id);
            return invocation.onBackend(backend -> {
                var run = backend.inbox().answer(request, choice.answer());
                var printer = new RunPrinter(invocation, run.session());
                run.follow(printer);
                return printer.exitCode();
            });
        }
    }
}
