package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rotation and retirement of the master key leaves one audit entry, whoever holds the data directory. */
class MasterKeyIsAuditedTest extends OverServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeEach
    void makeTheFirstKey() throws IOException {
        Files.createDirectories(data);
        assertThat(typed("a secret\n", "secrets", "seal", "llm.providers.main.api-key")
                        .exitCode())
                .isZero();
    }

    private void assertTold(int rotations, int retirements) {
        assertThat(told("rotated")).hasLineCount(rotations);
        if (retirements > 0) assertThat(told("retired")).hasLineCount(retirements);
        else assertThat(told("retired")).isEmpty();
    }

    private String told(String what) {
        return onData("audit", "list", "--action", "master_key." + what).out();
    }

    private void does(String command) {
        var done = onData("secrets", command);
        assertThat(done.exitCode()).as(done.err()).isZero();
    }

    @Test
    void whereNobodyHoldsTheDirectory() throws IOException {
        does("rotate");
        assertTold(1, 0);
        does("retire");
        assertTold(1, 1);
        does("retire");
        does("rotate");
        does("rotate");
        assertTold(3, 1);
        does("retire");
        assertTold(3, 2);
        assertThat(told("rotated")).contains("done", "local", "master_key ");
        assertThat(onData("audit", "export").out())
                .doesNotContain(Files.readString(data.resolve("master.key")).strip());
        assertThat(onData("audit", "verify").out())
                .contains("intact: 5 entries")
                .doesNotContain("not sealed");
    }

    @Test
    void whereAServerHoldsIt() {
        try (var server = serve()) {
            assertThat(server.address()).isNotNull();
            does("rotate");
            await().atMost(PATIENCE).untilAsserted(() -> assertTold(1, 0));
            does("retire");
            await().atMost(PATIENCE).untilAsserted(() -> assertTold(1, 1));
        }
        try (var server = serve()) {
            assertThat(server.address()).isNotNull();
            assertTold(1, 1);
        }
        does("retire");
        assertTold(1, 1);
    }

    /** So is whoever rotates with a server that is killed before it looks, or writes into the file. */
    @Test
    void alsoWhereTheFileWasChangedAndNobodyToldOfIt() throws IOException {
        var file = data.resolve("master.key");
        var other = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
        Files.writeString(file, other + Files.readString(file));
        try (var server = serve()) {
            assertThat(server.address()).isNotNull();
            await().atMost(PATIENCE).untilAsserted(() -> assertTold(1, 0));
        }
    }
}
