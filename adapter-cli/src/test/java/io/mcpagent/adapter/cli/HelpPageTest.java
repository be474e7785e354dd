package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Keeps {@code docs/cli.md} what {@code --help} says. */
class HelpPageTest extends CliTest {
    private static final String REGENERATE =
            "./build test -pl adapter-cli -am -Dtest=HelpPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dhelp.write";
    private static final Path PAGE = Path.of("..", "docs", "cli.md");

    @Test
    void thePageIsWhatTheHelpSays() throws IOException {
        var page = page();
        if (System.getProperty("help.write") != null) {
            Files.createDirectories(Path.of("..", "docs"));
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("Write it anew with: " + REGENERATE).exists();
        assertThat(Files.readString(PAGE))
                .as("Write it anew with: " + REGENERATE)
                .isEqualTo(page);
    }

    private String page() {
        var page = new StringBuilder("# The command line\n\nGenerated from the help; to write it anew:\n`")
                .append(REGENERATE)
                .append("`\n");
        for (var command : commands(root())) {
            page.append("\n## ")
                    .append(command.getCommandSpec().qualifiedName())
                    .append("\n```\n")
                    .append(command.getUsageMessage(Ansi.OFF))
                    .append("```\n");
        }
        return page.toString();
    }

    private CommandLine root() {
        var global = new GlobalOptions();
        var streams = new CliStreams(
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                Terminal.NONE);
        var output = new Output(streams, () -> false);
        try (var interruption = Interruption.ofThisThread()) {
            var failures = new FailureReport(output, () -> false, interruption);
            return Cli.commandLine(new Invocation(host, global, output, failures, interruption, streams.in()));
        }
    }

    private static List<CommandLine> commands(CommandLine line) {
        var all = new ArrayList<>(List.of(line));
        line.getSubcommands().values().forEach(sub -> all.addAll(commands(sub)));
        return all;
    }
}
