package io.mcpagent.adapter.cli;

import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code secrets …}. */
final class SecretsCommands {
    private SecretsCommands() {}

    static CommandLine line(Invocation invocation) {
        return new CommandLine(new Group(invocation))
                .addSubcommand("seal", new SealCommand(invocation))
                .addSubcommand("rotate", new RotateCommand(invocation))
                .addSubcommand("retire", new RetireCommand(invocation));
    }

    private static int show(Output output, List<String> notes) {
        notes.forEach(output::note);
        return ExitCode.DONE;
    }

    @Command(
            name = "secrets",
            description = "Seals secrets for the settings file, and changes the master key that seals.",
            synopsisSubcommandLabel = "COMMAND")
    static final class Group extends CommandGroup {
        Group(Invocation invocation) {
            super(invocation);
        }
    }

    @Command(
            name = "seal",
            description = {
                "Reads a secret from the first line of standard input, and prints it sealed with the master key: what to write"
                        + " into mcp-agent.yaml for that setting, and of use for no other."
            },
            footer = {"", "Example:", "  mcp-agent secrets seal llm.providers.main.api-key < key.txt"})
    static final class SealCommand implements Callable<Integer> {
        @Parameters(paramLabel = "SETTING", description = "The setting, as in llm.providers.NAME.api-key.")
        private String setting = "";

        private final Invocation invocation;

        SealCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            String secret;
            try (var input = new PipedInput(invocation.in())) {
                secret = input.next().orElse("").strip();
            }
            var sealed = invocation.host().seal(invocation.options(), setting, secret);
            var output = invocation.output();
            if (output.isJson())
                output.say(Json.object().with("setting", Json.of(setting)).with("sealed", Json.of(sealed)));
            else output.say(sealed);
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "rotate",
            description = {
                "Makes a new master key, which seals from now on, and seals with it what is stored; a server that runs takes it"
                        + " up. The older keys go on opening what they sealed."
            })
    static final class RotateCommand implements Callable<Integer> {
        private final Invocation invocation;

        RotateCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            return show(invocation.output(), invocation.host().rotateMasterKey(invocation.options()));
        }
    }

    @Command(
            name = "retire",
            description = "Takes away the master keys that were followed by another, when nothing needs them any more.")
    static final class RetireCommand implements Callable<Integer> {
        private final Invocation invocation;

        RetireCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            return show(invocation.output(), invocation.host().retireMasterKeys(invocation.options()));
        }
    }
}
