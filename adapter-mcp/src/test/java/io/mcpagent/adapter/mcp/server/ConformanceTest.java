package io.mcpagent.adapter.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.mcp.protocol.ConformanceSuite;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol's own suite, with the scenarios that it requires of each revision. */
class ConformanceTest {
    private static final Path EXPECTED_FAILURES =
            Path.of("src/test/conformance/server.yml").toAbsolutePath();

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", "2026-07-28"})
    void everyScenarioThatARevisionRequiresPasses(String revision) throws Exception {
        try (var server = FixtureServer.start()) {
            var ran = ConformanceSuite.run(
                    home,
                    "@modelcontextprotocol/conformance/dist/index.js",
                    List.of(
                            "server",
                            "--url",
                            server.address().toString(),
                            "--requirements",
                            revision,
                            "--expected-failures",
                            EXPECTED_FAILURES.toString()));
            System.out.println(ran.said());
            assertThat(ran.exit()).as(ran.said()).isZero();
        }
    }
}
