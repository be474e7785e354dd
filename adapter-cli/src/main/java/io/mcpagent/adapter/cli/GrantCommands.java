package io.mcpagent.adapter.cli;

import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.json.Json;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code … grants}, {@code … grant} and {@code … revoke}, of collections and of agents. */
final class GrantCommands {
    private static final String NAME = "As list shows it.";
    private static final String GRANTEE =
            "A user, by the name to sign in by, or a role: admin, editor, member or viewer.";

    private GrantCommands() {}

    static CommandLine addTo(CommandLine group, Invocation invocation, Function<Backend, Sharing> shared) {
        return group.addSubcommand("grants", new GrantsCommand(invocation, shared))
                .addSubcommand("grant", new GrantCommand(invocation, shared))
                .addSubcommand("revoke", new RevokeCommand(invocation, shared));
    }

    private static String word(Json.Obj share) {
        return Members.text(share, "access");
    }

    private static String grantee(Json.Obj share) {
        return TerminalText.name(Members.text(share, "grantee"));
    }

    @Command(name = "grants", description = "Lists to whom it is granted besides its owner: roles first, then users.")
    static final class GrantsCommand implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name = "";

        private final Invocation invocation;
        private final Function<Backend, Sharing> shared;

        GrantsCommand(Invocation invocation, Function<Backend, Sharing> shared) {
            this.invocation = invocation;
            this.shared = shared;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                var columns = new Columns();
                for (var share : shared.apply(backend).grants(name)) {
                    if (output.isJson()) output.say(share);
                    else columns.row(grantee(share), word(share));
                }
                columns.printOr("It is granted to nobody.", output);
                return ExitCode.DONE;
            });
        }
    }

    @Command(
            name = "grant",
            description =
                    "Lets a user, or everybody with a role, read it or change it too, as far as their roles allow.")
    static final class GrantCommand implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "NAME", description = NAME)
        private String name = "";

        @Parameters(index = "1", paramLabel = "GRANTEE", description = GRANTEE)
        private String grantee = "";

        @Parameters(index = "2", paramLabel = "ACCESS", description = "read or write; who may write may read.")
        private GrantLevel level = GrantLevel.READ;

        private final Invocation invocation;
        private final Function<Backend, Sharing> shared;

        GrantCommand(Invocation invocation, Function<Backend, Sharing> shared) {
            this.invocation = invocation;
            this.shared = shared;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                var share = shared.apply(backend).grant(name, grantee, level);
                if (output.isJson()) output.say(share);
                else output.note("%s may %s %s".formatted(grantee(share), word(share), TerminalText.name(name)));
                return ExitCode.DONE;
            });
        }
    }

    @Command(
            name = "revoke",
            description = "Takes back what was granted, at once, also from what earlier answers show of it.")
    static final class RevokeCommand implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "NAME", description = NAME)
        private String name = "";

        @Parameters(index = "1", paramLabel = "GRANTEE", description = GRANTEE)
        private String grantee = "";

        private final Invocation invocation;
        private final Function<Backend, Sharing> shared;

        RevokeCommand(Invocation invocation, Function<Backend, Sharing> shared) {
            this.invocation = invocation;
            this.shared = shared;
        }

        @Override
        public Integer call() {
            return invocation.onBackend(backend -> {
                shared.apply(backend).revoke(name, grantee);
                invocation.output().note("revoked from " + TerminalText.name(grantee));
                return ExitCode.DONE;
            });
        }
    }
}
