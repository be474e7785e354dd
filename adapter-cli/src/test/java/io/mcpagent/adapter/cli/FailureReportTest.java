package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.failure.Conflict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureReportTest extends CliTest {
    @Test
    void aHeldDataDirectoryHasACodeOfItsOwn() {
        host.failWith(new Conflict("data_directory_held", "Process 12 holds /data."));

        var printed = run("ask", "anything");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.HELD);
        assertThat(printed.err()).isEqualTo("mcp-agent: Process 12 holds /data.\n");
    }

    @Test
    void aMistakeIsOneLineThatSaysWhatToDo() {
        host.failure = Optional.of(new IllegalStateException("boom"));

        var printed = run("documents", "list");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(printed.err().lines())
                .singleElement()
                .asString()
                .contains("boom")
                .contains("--debug");
        assertThat(run("documents", "list", "--debug").err()).contains("\tat io.mcpagent");
    }

    @Test
    void anUnknownOptionNamesTheNearestOnes() {
        var printed = run("ask", "--dosc", "x", "y");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(printed.err()).isEqualTo("""
                        mcp-agent: mcp-agent ask has no option '--dosc'. Did you mean --docs?
                        Try 'mcp-agent ask --help'.
                        """);
    }

    @Test
    void anUnknownCommandNamesTheNearestOnes() {
        var printed = run("serch", "x");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(printed.err()).startsWith("mcp-agent: mcp-agent has no command 'serch'. Did you mean search?\n");
        assertThat(run("ask").err()).startsWith("mcp-agent: mcp-agent ask needs QUESTION.\n");
    }

    @Test
    void wrongUsageIsJsonWhereJsonIsWanted() {
        for (var args : new String[][] {{"--json", "serch"}, {"search", "-k", "many", "x", "--json"}, {"--json"}}) {
            var printed = run(args);

            assertThat(printed.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(printed.errJson())
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line.get("error").get("code").asText()).isEqualTo("usage"));
        }
    }

    @Test
    void withoutACommandTheUsageIsShown() {
        assertThat(run().exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run().err()).startsWith("Usage: mcp-agent");
        assertThat(run("documents").err()).startsWith("Usage: mcp-agent documents");
    }

    @Test
    void helpIsAnAnswer() {
        assertThat(run("--help").exitCode()).isZero();
        assertThat(run("ask", "-h").out()).startsWith("Usage: mcp-agent ask");
        assertThat(run("help", "ask").out()).isEqualTo(run("ask", "--help").out());
    }

    @Test
    void aReaderThatHasEnoughIsNoFailure() {
        var printed = run(Terminal.NONE, failing("Broken pipe"), "version");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.err()).isEmpty();
    }

    @Test
    void anAnswerThatCouldNotBeWrittenIsAFailure() {
        var printed = run(Terminal.NONE, failing("No space left on device"), "version");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(printed.err()).contains("No space left on device");
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
