package io.mcpagent.adapter.cli;

import io.mcpagent.application.run.RunJson;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.StreamPosition;
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
            return invocation.onPlatform(platform -> {
                var columns = new Columns();
                for (var entry : platform.inbox().waiting(Caller.LOCAL_OWNER)) {
                    if (output.isJson()) output.say(RunJson.of(entry));
                    else
                        columns.row(
                                entry.request().id().value().toString(),
                                Moments.minute(entry.askedAt()),
                                TerminalText.name(InboxText.question(entry.request())));
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
            return invocation.onPlatform(platform -> {
                var entry = platform.inbox().find(Caller.LOCAL_OWNER, request);
                var known = platform.runs().find(Caller.LOCAL_OWNER, entry.run());
                platform.inbox().answer(Caller.LOCAL_OWNER, request, choice.answer());
                var printer = new RunPrinter(invocation, known.conversation());
                // What was before the question needs no telling.
                var behind = new StreamPosition(known.lastSeq(), 0);
                platform.runs().follow(Caller.LOCAL_OWNER, known.id(), behind, printer);
                return printer.exitCode();
            });
        }
    }
}
