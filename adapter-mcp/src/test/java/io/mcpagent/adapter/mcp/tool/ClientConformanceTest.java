package io.mcpagent.adapter.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.mcp.protocol.ConformanceSuite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol's own suite, with the scenarios that it requires of a client of each revision, sign-ins included. */
class ClientConformanceTest {
    private static final Path EXPECTED_FAILURES =
            Path.of("src/test/conformance/client.yml").toAbsolutePath();
    /** Milliseconds; a scenario waits for its turn too. */
    private static final String PATIENCE = "240000";

    private static final Pattern SUMMARY = Pattern.compile("(?m)^\\S (\\S+): [1-9]\\d* passed, ");

    /** Where whoever goes on is deceived, or goes on for ever. */
    private static final Set<String> TO_BE_GIVEN_UP = Set.of(
            "auth/scope-retry-limit",
            "auth/resource-mismatch",
            "auth/iss-supported-missing",
            "auth/iss-wrong-issuer",
            "auth/iss-unexpected",
            "auth/iss-normalized",
            "auth/metadata-issuer-mismatch");

    /** Extensions that the platform does not have; the suite runs them, and requires them of nobody. */
    private static final Set<String> NOT_REQUIRED =
            Set.of("auth/enterprise-managed-authorization", "auth/dpop", "auth/dpop-nonce", "auth/wif-jwt-bearer");

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", "2026-07-28"})
    void everyScenarioThatARevisionRequiresPasses(String revision) throws Exception {
        passes("--requirements", revision);
    }

    @Test
    void soDoThoseOfServersWithoutMetadata() throws Exception {
        passes("--suite", "backcompat", "--spec-version", "2025-03-26");
    }

    private void passes(String... which) throws Exception {
        try (var door = ConformanceDoor.open()) {
            var arguments = new ArrayList<>(List.of("client", "--command", door.command(), "--timeout", PATIENCE));
            arguments.addAll(List.of(which));
            arguments.addAll(List.of("--expected-failures", EXPECTED_FAILURES.toString()));
            var ran = ConformanceSuite.run(home, "@modelcontextprotocol/conformance/dist/index.js", arguments);

            assertThat(ran.exit()).as(ran.said()).isZero();
            assertThat(ran.said()).contains(", 0 warnings");
            // Of a suite that runs as a whole, the exits of its clients count for nothing; here they do.
            var played = new TreeMap<>(door.played());
            assertThat(played.keySet())
                    .as(ran.said())
                    .isNotEmpty()
                    .containsAll(SUMMARY.matcher(ran.said())
                            .results()
                            .map(found -> found.group(1))
                            .toList());
            played.keySet().removeAll(NOT_REQUIRED);
            assertThat(played)
                    .as(ran.said())
                    .allSatisfy((scenario, gotThrough) ->
                            assertThat(gotThrough).as(scenario).isEqualTo(!TO_BE_GIVEN_UP.contains(scenario)));
        }
    }
}
