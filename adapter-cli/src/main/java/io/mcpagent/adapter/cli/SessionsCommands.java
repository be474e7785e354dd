package io.mcpagent.adapter.cli;

import io.mcpagent.application.conversation.ConversationJson;
import io.mcpagent.application.conversation.ConversationMarkdown;
import io.mcpagent.application.conversation.ConversationService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.conversation.Message;
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
                for (var session : sessions.conversations(Caller.LOCAL_OWNER, Optional.empty(), limit)) {
                    if (output.isJson()) output.say(ConversationJson.of(session));
                    else
                        columns.row(
                                session.id().value().toString(),
                                Moments.minute(session.updatedAt()),
                                TerminalText.name(session.title()));
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
                for (var message : sessions.messages(Caller.LOCAL_OWNER, session)) {
                    if (output.isJson()) output.say(ConversationJson.of(message));
                    else show(message);
                }
                return ExitCode.DONE;
            });
        }

        private void show(Message message) {
            var output = invocation.output();
            message.parts().forEach(part -> {
                var lines = TerminalText.wrapped(TerminalText.lines(part.text()), output.width() - 2);
                for (var i = 0; i < lines.size(); i++) {
                    if (message.role() == Message.Role.USER) output.sayBold((i == 0 ? "> " : "  ") + lines.get(i));
                    else output.say(lines.get(i));
                }
            });
            output.sayFaint("%s, message %s"
                    .formatted(Moments.minute(message.at()), message.id().value()));
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
                var renamed = sessions.rename(Caller.LOCAL_OWNER, session, String.join(" ", title));
                if (invocation.output().isJson()) invocation.output().say(ConversationJson.of(renamed));
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
                var fork = sessions.fork(Caller.LOCAL_OWNER, session, last);
                if (output.isJson()) output.say(ConversationJson.of(fork));
                else output.say(fork.id().value().toString());
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
                var export = sessions.export(Caller.LOCAL_OWNER, session);
                if (output.isJson()) output.say(ConversationJson.of(export));
                else ConversationMarkdown.of(export).lines().forEach(output::say);
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
                    sessions.delete(Caller.LOCAL_OWNER, session);
                    invocation.output().note("deleted " + session.value());
                }
                return ExitCode.DONE;
            });
        }
    }

    private static int on(Invocation invocation, ToIntFunction<ConversationService> command) {
        return invocation.onPlatform(platform -> command.applyAsInt(platform.conversations()));
    }
}
