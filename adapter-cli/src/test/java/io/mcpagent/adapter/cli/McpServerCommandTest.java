package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.failure.Conflict;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class McpServerCommandTest extends CliTest {
    @Test
    void saysNothingOfItsOwnToTheClient() {
        var printed = run("mcp-server", "--stdio");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.out()).isEmpty();
        assertThat(host.closed).isEqualTo(1);
    }

    @Test
    void tellsWhereAServerIsThatHoldsTheDataDirectory() {
        host.failWith(new Conflict("data_directory_held", "Another process holds it."));
        host.running = Optional.of(new CliHost.Running(URI.create("http://127.0.0.1:8642"), "token"));

        var printed = run("mcp-server", "--stdio");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.HELD);
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err()).contains("http://127.0.0.1:8642/mcp");
    }

    @Test
    void asksForTheOneWayThatThereIs() {
        var printed = run("mcp-server");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(printed.err()).contains("--stdio", "/mcp");
    }
}
