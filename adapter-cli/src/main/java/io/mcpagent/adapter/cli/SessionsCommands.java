package io.mcpagent.adapter.cli;

import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sessions …}. */
final class SessionsCommands {
    private SessionsCommands() {}

    static CommandLine line(Invocation invocation) {
        return new CommandLine(new Group(invocation))
                .addSubcommand("list", new ListCommand(invocation))
                .addSubcommand("show", new ShowCommand(invocation))
                .addSubcommand("rename", new RenameCommand(invocation))
                .addSubcommand("fork", new ForkCommand(invocation))
                .addSubcommand("export", new ExportCommand(invocation))
                .addSubcommand("delete", new DeleteCommand(invocation));
    }

    @Command(
            name = "sessions",
            description = "Lists, shows and hands on what was asked and answered.",
            synopsisSubcommandLabel = "COMMAND")
    static final class Group extends CommandGroup {
        Group(Invocation invocation) {
            super(invocation);
        }
    }

    @Command(name = "list", description = "Lists sessions, the last used first.")
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
            return on(invocation, sessions -> {
                var columns = new Columns();
                for (var session : sessions.sessions(limit)) {
                    if (output.isJson()) output.say(session);
                    else
                        columns.row(
                                TerminalText.name(Members.text(session, "id")),
                                Moments.minute(Members.time(session, "updated_at")),
                                TerminalText.name(Members.text(session, "title")));
                }
                columns.printOr("There are no sessions yet.", output);
                return ExitCode.DONE;
            });
        }
    }

    @Command(name = "show", description = "Shows what was said in a session.")
    static final class ShowCommand implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "As sessions list shows it.")
        private String id = "";

        private final Invocation invocation;

        ShowCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var session = Identifiers.session(id);
            var output = invocation.output();
            return on(invocation, sessions -> {
                for (var message : sessions.messages(session)) {
                    if (output.isJson()) output.say(message);
                    else show(message);
                }
                return ExitCode.DONE;
            });
        }

        private void show(Json.Obj message) {
            var output = invocation.output();
            var asks = Members.text(message, "role").equals("user");
            var lines = TerminalText.wrapped(TerminalText.lines(Members.text(message, "text")), output.width() - 2);
            for (var i = 0; i < lines.size(); i++) {
                if (asks) output.sayBold((i == 0 ? "> " : "  ") + lines.get(i));
                else output.say(lines.get(i));
            }
            output.sayFaint("%s, message %s"
                    .formatted(
                            Moments.minute(Members.time(message, "at")),
                            TerminalText.name(Members.text(message, "id"))));
            output.say("");
        }
    }

    @Command(name = "rename", description = "Gives a session another title.")
    static final class RenameCommand implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "ID", description = "As sessions list shows it.")
        private String id = "";

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "TITLE", description = "The new title.")
        private List<String> title = List.of();

        private final Invocation invocation;

        RenameCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var session = Identifiers.session(id);
            return on(invocation, sessions -> {
                var renamed = sessions.rename(session, String.join(" ", title));
                if (invocation.output().isJson()) invocation.output().say(renamed);
                return ExitCode.DONE;
            });
        }
    }

    @Command(
            name = "fork",
            description =
                    "Begins another session with the messages of this one, and prints its id. The first stays as it is.")
    static final class ForkCommand implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "As sessions list shows it.")
        private String id = "";

        @Option(
                names = "--message",
                paramLabel = "ID",
                description = "The last message to take over, as sessions show shows it; all if left out.")
        private Optional<String> message = Optional.empty();

        private final Invocation invocation;

        ForkCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var session = Identifiers.session(id);
            var last = message.map(Identifiers::message);
            var output = invocation.output();
            return on(invocation, sessions -> {
                var fork = sessions.fork(session, last);
                if (output.isJson()) output.say(fork);
                else output.say(Members.text(fork, "id"));
                return ExitCode.DONE;
            });
        }
    }

    @Command(
            name = "export",
            description = "Prints a session with the sources of its answers: Markdown, or JSON with --json.")
    static final class ExportCommand implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "As sessions list shows it.")
        private String id = "";

        private final Invocation invocation;

        ExportCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var session = Identifiers.session(id);
            var output = invocation.output();
            return on(invocation, sessions -> {
                if (output.isJson()) output.say(sessions.export(session));
                else sessions.markdown(session).lines().forEach(output::say);
                return ExitCode.DONE;
            });
        }
    }

    @Command(name = "delete", description = "Deletes sessions, with the logs of their runs.")
    static final class DeleteCommand implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "ID", description = "As sessions list shows it.")
        private List<String> ids = List.of();

        private final Invocation invocation;

        DeleteCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var gone = ids.stream().map(Identifiers::session).toList();
            return on(invocation, sessions -> {
                for (var session : gone) {
                    sessions.delete(session);
                    invocation.output().note("deleted " + session.value());
                }
                return ExitCode.DONE;
            });
        }
    }

    private static int on(Invocation invocation, ToIntFunction<Sessions> command) {
        return invocation.onBackend(backend -> command.applyAsInt(backend.sessions()));
    }
}
