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
    void passesOnToTheServerThatHoldsTheDataDirectory() {
        host.failWith(held());
        host.running = Optional.of(new CliHost.Running(URI.create("http://127.0.0.1:8642"), "token"));

        var printed = run("mcp-server", "--stdio");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err()).contains("http://127.0.0.1:8642").doesNotContain("token");
        assertThat(host.relayed)
                .contains(new CliHost.Elsewhere(URI.create("http://127.0.0.1:8642"), Optional.of("token")));
    }

    @Test
    void isHeldOffByWhatIsNoServer() {
        host.failWith(held());

        assertThat(run("mcp-server", "--stdio").exitCode()).isEqualTo(ExitCode.HELD);
        assertThat(host.relayed).isEmpty();
    }

    @Test
    void passesOnToTheServerThatIsNamed() {
        var printed = run("mcp-server", "--stdio", "--server", "http://agent.example.com/", "--api-key", "mcpa_key");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err()).contains("can be read on the way").doesNotContain("mcpa_key");
        assertThat(host.relayed)
                .contains(new CliHost.Elsewhere(URI.create("http://agent.example.com"), Optional.of("mcpa_key")));
        assertThat(host.closed).isZero();
    }

    private static Conflict held() {
        return new Conflict("data_directory_held", "Another process holds it.");
    }

    @Test
    void asksForTheOneWayThatThereIs() {
        var printed = run("mcp-server");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(printed.err()).contains("--stdio", "/mcp");
    }
}
