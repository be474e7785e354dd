package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.AuditAnchor;
import io.mcpagent.application.access.AuditJson;
import io.mcpagent.application.access.AuditVerdict;
import io.mcpagent.domain.access.AuditEntry;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.UserId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audit …}. */
final class AuditCommands {
    private AuditCommands() {}

    static CommandLine line(Invocation invocation) {
        return new CommandLine(new Group(invocation))
                .addSubcommand("list", new ListCommand(invocation))
                .addSubcommand("export", new ExportCommand(invocation))
                .addSubcommand("verify", new VerifyCommand(invocation));
    }

    @Command(
            name = "audit",
            description = "Shows who changed what, and checks that nobody changed that.",
            synopsisSubcommandLabel = "COMMAND")
    static final class Group extends CommandGroup {
        Group(Invocation invocation) {
            super(invocation);
        }
    }

    @Command(name = "list", description = "Lists what was done, or refused, the newest first.")
    static final class ListCommand implements Callable<Integer> {
        @Mixin
        private AuditFilter filter = new AuditFilter();

        @Option(
                names = "-n",
                paramLabel = "N",
                converter = CountConverter.class,
                description = "How many at most; 50 if left out.")
        private int limit = 50;

        private final Invocation invocation;

        ListCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            return invocation.onPlatform(platform -> {
                var columns = new Columns();
                var found = platform.access()
                        .audit()
                        .search(Caller.LOCAL_OWNER, filter.query(platform), Optional.empty(), limit);
                for (var entry : found) {
                    if (output.isJson()) output.say(AuditJson.of(entry));
                    else show(columns, entry);
                }
                columns.printOr("There are no such entries.", output);
                return ExitCode.DONE;
            });
        }

        private static void show(Columns columns, AuditEntry entry) {
            columns.row(
                    Moments.minute(entry.at()),
                    entry.outcome().name().toLowerCase(Locale.ROOT),
                    entry.action().name(),
                    TerminalText.name(entry.actor().user().map(UserId::value).orElse("-")),
                    TerminalText.name(entry.resource()
                            .map(resource -> resource.kind() + " " + resource.id())
                            .orElse("-")));
        }
    }

    @Command(
            name = "export",
            description = "Prints what was done, or refused, as JSON lines, the oldest first.",
            footer = {"", "Example:", "  mcp-agent audit export --from 2027-01-01T00:00:00Z > audit.jsonl"})
    static final class ExportCommand implements Callable<Integer> {
        @Mixin
        private AuditFilter filter = new AuditFilter();

        private final Invocation invocation;

        ExportCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            return invocation.onPlatform(platform -> {
                var query = filter.query(platform);
                platform.access().audit().export(Caller.LOCAL_OWNER, query, entry -> output.say(AuditJson.of(entry)));
                return ExitCode.DONE;
            });
        }
    }

    @Command(
            name = "verify",
            description = {
                "Checks that no entry was changed, dropped, added or moved since it was sealed, and names the first that was;"
                        + " exits with 1 then.",
                "What it prints as anchor, kept elsewhere and given back by --anchor, also tells a log whose end was cut off"
                        + " or that was made anew up to there."
            })
    static final class VerifyCommand implements Callable<Integer> {
        @Option(names = "--anchor", paramLabel = "ANCHOR", description = "An anchor that an earlier check printed.")
        private Optional<String> anchor = Optional.empty();

        private final Invocation invocation;

        VerifyCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            var kept = anchor.map(AuditAnchor::parse);
            return invocation.onPlatform(platform -> {
                var verdict = platform.access().audit().verify(Caller.LOCAL_OWNER, kept);
                if (output.isJson()) output.say(AuditJson.of(verdict));
                return switch (verdict) {
                    case AuditVerdict.Intact intact -> show(output, intact);
                    case AuditVerdict.Broken broken -> {
                        invocation.failures().tell("audit_broken", broken.message());
                        yield ExitCode.FAILED;
                    }
                };
            });
        }

        private static int show(Output output, AuditVerdict.Intact intact) {
            if (output.isJson()) return ExitCode.DONE;
            output.say("intact: %,d entries in %,d seals".formatted(intact.entries(), intact.seals()));
            if (intact.unsealed() > 0)
                output.say("not sealed yet, and so not protected: %,d".formatted(intact.unsealed()));
            intact.anchor().ifPresent(last -> output.say("anchor: " + last.text()));
            return ExitCode.DONE;
        }
    }
}
