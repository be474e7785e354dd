package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.AuditAnchor;
import io.mcpagent.domain.json.Json;
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
            return invocation.onBackend(backend -> {
                var columns = new Columns();
                for (var entry : backend.audit().search(filter.query(backend.people()), limit)) {
                    if (output.isJson()) output.say(entry);
                    else show(columns, entry);
                }
                columns.printOr("There are no such entries.", output);
                return ExitCode.DONE;
            });
        }

        private static void show(Columns columns, Json.Obj entry) {
            columns.row(
                    Moments.minute(Members.time(entry, "at")),
                    TerminalText.name(Members.text(entry, "outcome")),
                    TerminalText.name(Members.text(entry, "action")),
                    TerminalText.name(Members.optionalText(entry, "user").orElse("-")),
                    TerminalText.name(Members.optionalObject(entry, "resource")
                            .map(resource -> Members.text(resource, "kind") + " " + Members.text(resource, "id"))
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
            return invocation.onBackend(backend -> {
                backend.audit().export(filter.query(backend.people()), output::say);
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
            return invocation.onBackend(backend -> {
                var verdict = backend.audit().verify(kept);
                if (output.isJson()) output.say(verdict);
                if (Members.flag(verdict, "intact")) return output.isJson() ? ExitCode.DONE : show(output, verdict);
                invocation.failures().tell("audit_broken", Members.text(verdict, "message"));
                return ExitCode.FAILED;
            });
        }

        private static int show(Output output, Json.Obj intact) {
            output.say("intact: %,d entries in %,d seals".formatted(count(intact, "entries"), count(intact, "seals")));
            var unsealed = count(intact, "unsealed");
            if (unsealed > 0) output.say("not sealed yet, and so not protected: %,d".formatted(unsealed));
            Members.optionalText(intact, "anchor").ifPresent(last -> output.say("anchor: " + TerminalText.name(last)));
            return ExitCode.DONE;
        }

        private static long count(Json.Obj verdict, String name) {
            return Members.number(verdict, name).longValue();
        }
    }
}
