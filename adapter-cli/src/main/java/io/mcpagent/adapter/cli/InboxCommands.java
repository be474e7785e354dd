package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputJson;
import io.mcpagent.domain.run.InputRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inbox …}. */
final class InboxCommands {
    private InboxCommands() {}

    static CommandLine line(Invocation invocation) {
        return new CommandLine(new Group(invocation))
                .addSubcommand("list", new ListCommand(invocation))
                .addSubcommand("show", new ShowCommand(invocation))
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
                                TerminalText.name(InboxText.question(request(entry))));
                }
                columns.printOr("Nothing waits for you.", output);
                return ExitCode.DONE;
            });
        }
    }

    @Command(name = "show", description = "Shows one of them whole, and how it can be answered.")
    static final class ShowCommand implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "As inbox list shows it.")
        private String id = "";

        private final Invocation invocation;

        ShowCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var request = Identifiers.input(id);
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                var entry = backend.inbox().find(request);
                if (output.isJson()) output.say(entry);
                else InboxText.whole(request(entry)).forEach(line -> output.say(TerminalText.name(line)));
                return ExitCode.DONE;
            });
        }
    }

    private static InputRequest request(Json.Obj entry) {
        return InputJson.request(Members.object(entry, "request"));
    }

    @Command(
            name = "answer",
            description = {
                "Answers what a run asks; the run goes on, and its answer is printed when it comes.",
                "At a terminal, without an option, you are asked line by line."
            })
    static final class AnswerCommand implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "As inbox list shows it.")
        private String id = "";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @ArgGroup(multiplicity = "0..1")
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

            @ArgGroup(exclusive = false)
            private Approval approval = new Approval();

            @Option(
                    names = "--refuse",
                    paramLabel = "NOTE",
                    arity = "0..1",
                    fallbackValue = "",
                    description = "Say no; the model is told why where you say it.")
            private Optional<String> refuse = Optional.empty();

            @Option(names = "--fill", paramLabel = "JSON", description = "Send a form, as an object of its fields.")
            private Optional<String> fill = Optional.empty();

            @Option(names = "--visited", description = "The address was opened, and all is done there.")
            private boolean visited;

            boolean isMade() {
                return again
                        || visited
                        || approval.approve
                        || done.or(() -> refuse).or(() -> fill).isPresent();
            }

            InputAnswer answer() {
                if (approval.approve)
                    return new InputAnswer.Approve(approval.arguments.map(text -> object(text, "--arguments")));
                if (refuse.isPresent()) return new InputAnswer.Refuse(refuse.get());
                if (fill.isPresent()) return new InputAnswer.Fill(object(fill.get(), "--fill"));
                if (visited) return new InputAnswer.Visited();
                return again ? new InputAnswer.CallAgain() : new InputAnswer.TakeAsDone(done.orElseThrow());
            }

            private static Json.Obj object(String text, String option) {
                return JsonReader.object(text)
                        .orElseThrow(() -> new InvalidRequest(
                                "json_invalid", option + " takes a JSON object, as in '{\"to\": \"Ada\"}'."));
            }
        }

        static final class Approval {
            @Option(
                    names = "--approve",
                    required = true,
                    description = "The call may be made, or the model answer the tool.")
            private boolean approve;

            @Option(
                    names = "--arguments",
                    paramLabel = "JSON",
                    description = "With --approve: call it with these instead.")
            private Optional<String> arguments = Optional.empty();
        }

        @Override
        public Integer call() {
            var request = Identifiers.input(id);
            if (!choice.isMade() && !invocation.output().isInteractive())
                throw new ParameterException(
                        spec.commandLine(),
                        "Say what the answer is; `mcp-agent inbox show %s` tells how.".formatted(request.value()));
            var given = choice.isMade() ? Optional.of(choice.answer()) : Optional.<InputAnswer>empty();
            return invocation.onBackend(backend -> {
                var answer = given.or(() -> prompted(request(backend.inbox().find(request))));
                if (answer.isEmpty()) return ExitCode.FAILED;
                var run = backend.inbox().answer(request, answer.get());
                var printer = new RunPrinter(invocation, run.session());
                run.follow(printer);
                return printer.exitCode();
            });
        }

        private Optional<InputAnswer> prompted(InputRequest request) {
            try (var input = ChatInput.open(invocation, Optional.empty())) {
                return new InboxPrompts(input, invocation.output()).answer(request);
            }
        }
    }
}
