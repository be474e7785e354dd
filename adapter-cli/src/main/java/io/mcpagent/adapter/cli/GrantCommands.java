package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.Share;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.agent.AgentName;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code … grants}, {@code … grant} and {@code … revoke}, of collections and of agents. */
final class GrantCommands {
    private static final String NAME = "As list shows it.";
    private static final String GRANTEE =
            "A user, by the name to sign in by, or a role: admin, editor, member or viewer.";

    private GrantCommands() {}

    /** What is shared. */
    interface Shared {
        List<Share> grants(CliPlatform platform, String name);

        Share grant(CliPlatform platform, String name, String grantee, GrantLevel level);

        void revoke(CliPlatform platform, String name, String grantee);
    }

    static final Shared COLLECTIONS = new Shared() {
        @Override
        public List<Share> grants(CliPlatform platform, String name) {
            return platform.collectionGrants().grants(Caller.LOCAL_OWNER, name);
        }

        @Override
        public Share grant(CliPlatform platform, String name, String grantee, GrantLevel level) {
            return platform.collectionGrants().grant(Caller.LOCAL_OWNER, name, grantee, level);
        }

        @Override
        public void revoke(CliPlatform platform, String name, String grantee) {
            platform.collectionGrants().revoke(Caller.LOCAL_OWNER, name, grantee);
        }
    };

    static final Shared AGENTS = new Shared() {
        @Override
        public List<Share> grants(CliPlatform platform, String name) {
            return platform.agentGrants().grants(Caller.LOCAL_OWNER, new AgentName(name));
        }

        @Override
        public Share grant(CliPlatform platform, String name, String grantee, GrantLevel level) {
            return platform.agentGrants().grant(Caller.LOCAL_OWNER, new AgentName(name), grantee, level);
        }

        @Override
        public void revoke(CliPlatform platform, String name, String grantee) {
            platform.agentGrants().revoke(Caller.LOCAL_OWNER, new AgentName(name), grantee);
        }
    };

    static CommandLine addTo(CommandLine group, Invocation invocation, Shared shared) {
        return group.addSubcommand("grants", new GrantsCommand(invocation, shared))
                .addSubcommand("grant", new GrantCommand(invocation, shared))
                .addSubcommand("revoke", new RevokeCommand(invocation, shared));
    }

    private static String word(Share share) {
        return share.level().name().toLowerCase(Locale.ROOT);
    }

    @Command(name = "grants", description = "Lists to whom it is granted besides its owner: roles first, then users.")
    static final class GrantsCommand implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name = "";

        private final Invocation invocation;
        private final Shared shared;

        GrantsCommand(Invocation invocation, Shared shared) {
            this.invocation = invocation;
            this.shared = shared;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            return invocation.onPlatform(platform -> {
                var columns = new Columns();
                for (var share : shared.grants(platform, name)) {
                    if (output.isJson()) output.say(share.json());
                    else columns.row(share.grantee(), word(share));
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
        private final Shared shared;

        GrantCommand(Invocation invocation, Shared shared) {
            this.invocation = invocation;
            this.shared = shared;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            return invocation.onPlatform(platform -> {
                var share = shared.grant(platform, name, grantee, level);
                if (output.isJson()) output.say(share.json());
                else output.note("%s may %s %s".formatted(share.grantee(), word(share), TerminalText.name(name)));
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
        private final Shared shared;

        RevokeCommand(Invocation invocation, Shared shared) {
            this.invocation = invocation;
            this.shared = shared;
        }

        @Override
        public Integer call() {
            return invocation.onPlatform(platform -> {
                shared.revoke(platform, name, grantee);
                invocation.output().note("revoked from " + TerminalText.name(grantee));
                return ExitCode.DONE;
            });
        }
    }
}
