package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.NewUser;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.json.Json;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code users …}. */
final class UsersCommands {
    private static final String NAME = "The name to sign in by, of the form of an e-mail address.";

    private UsersCommands() {}

    static CommandLine line(Invocation invocation) {
        return new CommandLine(new Group(invocation))
                .addSubcommand("list", new ListCommand(invocation))
                .addSubcommand("create", new CreateCommand(invocation))
                .addSubcommand("roles", new RolesCommand(invocation))
                .addSubcommand("reset", new ResetCommand(invocation))
                .addSubcommand("disable", new DisableCommand(invocation));
    }

    private static void show(Output output, Json.Obj user, String done) {
        if (output.isJson()) output.say(user);
        else output.note(done + " " + name(user));
    }

    private static void invited(Output output, Json.Obj invitation) {
        if (output.isJson()) output.say(invitation);
        else {
            output.note(
                    "%s sets a password with this code, until %s, by a POST to /api/v1/auth/accept. It is shown this once:"
                            .formatted(
                                    name(invitation),
                                    Moments.minute(Members.time(invitation, "invitation_expires_at"))));
            output.say(TerminalText.name(Members.text(invitation, "invitation_code")));
        }
    }

    private static String name(Json.Obj user) {
        return TerminalText.name(Members.text(user, "name"));
    }

    /** Roles or permissions, in the order of their rank; those of a newer server first. */
    static String ranked(List<String> words, Class<? extends Enum<?>> type) {
        var ranks = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        return TerminalText.name(
                words.stream().sorted(Comparator.comparingInt(ranks::indexOf)).collect(Collectors.joining(", ")));
    }

    @Command(
            name = "users",
            description = "Lists and administers those who may sign in to the server.",
            synopsisSubcommandLabel = "COMMAND")
    static final class Group extends CommandGroup {
        Group(Invocation invocation) {
            super(invocation);
        }
    }

    @Command(name = "list", description = "Lists the users, by name.")
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
                for (var user : backend.people().users()) {
                    if (output.isJson()) output.say(user);
                    else
                        columns.row(
                                name(user),
                                TerminalText.name(Members.text(user, "state")),
                                ranked(Members.texts(user, "roles"), Role.class),
                                TerminalText.name(Members.text(user, "display_name")));
                }
                columns.printOr("There are no users: whoever is on this machine is the owner.", output);
                return ExitCode.DONE;
            });
        }
    }

    @Command(
            name = "create",
            description = {
                "Adds a user, with a password from standard input, or by an invitation whose code is printed. The first has"
                        + " to be an administrator with a password, and owns what is there."
            },
            footer = {
                "",
                "Example:",
                "  mcp-agent users create ada@example.org --role admin --password-stdin < password"
            })
    static final class CreateCommand implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "admin, editor, member or viewer; may be given several times.")
        private Set<Role> roles = EnumSet.noneOf(Role.class);

        @Option(names = "--display-name", paramLabel = "TEXT", description = "How others see the user (default: NAME).")
        private String displayName = "";

        @Option(names = "--password-stdin", description = "Read the password from the first line of standard input.")
        private boolean password;

        private final Invocation invocation;

        CreateCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var wanted = new NewUser(name, displayName, roles);
            return invocation.onBackend(backend -> {
                if (password) show(invocation.output(), backend.people().create(wanted, given()), "made");
                else invited(invocation.output(), backend.people().invite(wanted));
                return ExitCode.DONE;
            });
        }

        private Password given() {
            try (var input = new PipedInput(invocation.in())) {
                return new Password(input.next().orElse(""));
            }
        }
    }

    @Command(name = "roles", description = "Gives a user other roles in place of those there are; they hold at once.")
    static final class RolesCommand implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "NAME", description = NAME)
        private String name = "";

        @Parameters(index = "1", arity = "1..*", paramLabel = "ROLE", description = "admin, editor, member or viewer.")
        private List<Role> roles = List.of();

        private final Invocation invocation;

        RolesCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            return invocation.onBackend(backend -> {
                show(invocation.output(), backend.people().changeRoles(name, Set.copyOf(roles)), "changed");
                return ExitCode.DONE;
            });
        }
    }

    @Command(
            name = "reset",
            description = {
                "Takes a user's password away, and all that is signed in, and prints a code to set another with; also lets"
                        + " in again who was disabled."
            })
    static final class ResetCommand implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name = "";

        private final Invocation invocation;

        ResetCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            return invocation.onBackend(backend -> {
                invited(invocation.output(), backend.people().reset(name));
                return ExitCode.DONE;
            });
        }
    }

    @Command(name = "disable", description = "Keeps a user out, at once, with all that is signed in and all API keys.")
    static final class DisableCommand implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name = "";

        private final Invocation invocation;

        DisableCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            return invocation.onBackend(backend -> {
                show(invocation.output(), backend.people().disable(name), "disabled");
                return ExitCode.DONE;
            });
        }
    }
}
