package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.cli.CliHost;
import io.mcpagent.adapter.cli.CliHost.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboundDoctorTest {
    @TempDir
    Path directory;

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysThatACallGetsThrough() {
        server.enqueue(new MockResponse.Builder().code(404).body("gone").build());

        assertThat(findings("http://localhost:%d/".formatted(server.getPort()), allowing("localhost")))
                .containsExactly(
                        new Finding("address", true, "localhost:" + server.getPort()),
                        new Finding("call", true, "localhost answered 404 with 4 bytes"));
    }

    @Test
    void tellsTheOperatorWhichAddressStoodInTheWay() {
        var findings = findings("http://localhost/", allowing("localhost"));

        assertThat(findings).extracting(Finding::ok).containsExactly(true, false);
        assertThat(findings.getLast().detail()).contains("outbound.allow").contains("of this machine");
        assertThat(findings("http://0177.0.0.1/", allowing("localhost")))
                .containsExactly(
                        new Finding(
                                "address",
                                false,
                                "it can't be called: its host is an address in an unusual notation; write it as four decimal numbers"));
        assertThat(server.getRequestCount()).isZero();
    }

    private String allowing(String host) {
        return "MCP_AGENT_OUTBOUND_ALLOW=%s:%d".formatted(host, server.getPort());
    }

    private List<Finding> findings(String url, String setting) {
        var host = new LocalHost(TestSettings.environment(setting), AgentPlatform.Model.WHEN_NEEDED);
        return host.outbound(new CliHost.Options(Optional.of(directory), false), url);
    }
}
