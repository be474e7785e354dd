package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.failure.Conflict;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ServeCommandTest extends CliTest {
    @Test
    void tellsItsAddressAndServesUntilItIsInterrupted() throws InterruptedException, ExecutionException {
        var printed = untilInterrupted("serve", "--port", "8080");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.out()).contains("Listening on http://127.0.0.1:8080");
        assertThat(printed.err()).contains(InMemoryHost.NOTICE);
        assertThat(host.closed).isEqualTo(1);
    }

    @Test
    void tellsItsAddressToPrograms() throws InterruptedException, ExecutionException {
        var printed = untilInterrupted("serve", "--json");

        assertThat(printed.outJson().getFirst().path("event").asText()).isEqualTo("server.ready");
        assertThat(printed.outJson().getFirst().path("address").asText()).isEqualTo("http://127.0.0.1:8642");
    }

    @Test
    void tellsWhyItCannotServe() {
        host.failWith(new Conflict("port_in_use", "Port 8642 is in use."));

        var printed = run("serve");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(printed.err()).contains("Port 8642 is in use.");
    }

    private Printed untilInterrupted(String... args) throws InterruptedException, ExecutionException {
        var serving = new FutureTask<>(() -> run(args));
        var thread = new Thread(serving);
        thread.start();
        host.serving.await();
        thread.interrupt();
        return serving.get();
    }
}
