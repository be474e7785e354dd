package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.NewApiKey;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code api-keys …}. */
final class ApiKeysCommands {
    private static final String OWNER = "Whose keys, by the name to sign in by.";

    private ApiKeysCommands() {}

    static CommandLine line(Invocation invocation) {
        return new CommandLine(new Group(invocation))
                .addSubcommand("list", new ListCommand(invocation))
                .addSubcommand("create", new CreateCommand(invocation))
                .addSubcommand("revoke", new RevokeCommand(invocation));
    }

    @Command(
            name = "api-keys",
            description = "Lists, makes and revokes the keys with which programs sign in to the server.",
            synopsisSubcommandLabel = "COMMAND")
    static final class Group extends CommandGroup {
        Group(Invocation invocation) {
            super(invocation);
        }
    }

    @Command(name = "list", description = "Lists a user's keys: id, beginning, name, scopes and last use.")
    static final class ListCommand implements Callable<Integer> {
        @Parameters(paramLabel = "USER", description = OWNER)
        private String user = "";

        private final Invocation invocation;

        ListCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                var columns = new Columns();
                for (var key : backend.keys().keys(user)) {
                    if (output.isJson()) output.say(key);
                    else show(columns, key);
                }
                columns.printOr("There are no keys of this user.", output);
                return ExitCode.DONE;
            });
        }

        private static void show(Columns columns, Json.Obj key) {
            columns.row(
                    TerminalText.name(Members.text(key, "id")),
                    TerminalText.name(Members.text(key, "prefix")),
                    TerminalText.name(Members.text(key, "name")),
                    UsersCommands.ranked(Members.texts(key, "scopes"), Permission.class),
                    key.get("last_used_at").isPresent()
                            ? Moments.minute(Members.time(key, "last_used_at"))
                            : "never used");
        }
    }

    @Command(name = "create", description = "Makes a key, and prints it this once.")
    static final class CreateCommand implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "USER", description = OWNER)
        private String user = "";

        @Parameters(index = "1", paramLabel = "NAME", description = "What the key is for.")
        private String name = "";

        @Option(
                names = "--scope",
                required = true,
                paramLabel = "SCOPE",
                description = {
                    "What it may be used for, as far as the user may: read, ask, write, define_agents, manage_keys,"
                            + " manage_tools, manage_users or read_audit; may be given several times."
                })
        private Set<Permission> scopes = EnumSet.noneOf(Permission.class);

        @Option(
                names = "--days",
                paramLabel = "N",
                description = "How long it is valid (default: until it is revoked).")
        private Optional<Integer> days = Optional.empty();

        private final Invocation invocation;

        CreateCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            var expires = days.map(count -> Instant.now().plus(Duration.ofDays(count)));
            return invocation.onBackend(backend -> {
                var issued = backend.keys().create(user, new NewApiKey(name, scopes, expires));
                if (output.isJson()) output.say(issued);
                else output.say(TerminalText.name(Members.text(issued, "key")));
                return ExitCode.DONE;
            });
        }
    }

    @Command(name = "revoke", description = "Ends a key, at once.")
    static final class RevokeCommand implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "USER", description = OWNER)
        private String user = "";

        @Parameters(index = "1", paramLabel = "ID", description = "As api-keys list shows it.")
        private UUID id = new UUID(0, 0);

        private final Invocation invocation;

        RevokeCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            return invocation.onBackend(backend -> {
                backend.keys().revoke(user, new ApiKeyId(id));
                invocation.output().note("revoked " + id);
                return ExitCode.DONE;
            });
        }
    }
}
