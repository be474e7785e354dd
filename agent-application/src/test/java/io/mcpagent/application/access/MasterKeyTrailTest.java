package io.mcpagent.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.domain.access.AuditQuery;
import io.mcpagent.domain.access.AuditRepository.Order;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MasterKeyTrailTest {
    private final Machine machine = new Machine();
    private final Platform platform = machine.start();

    @AfterEach
    void close() {
        platform.close();
    }

    /** A process that knows nothing yet. */
    private MasterKeyTrail process() {
        var trail = new AuditTrail(platform.audit, machine.ids(), machine.time);
        return new MasterKeyTrail(platform.audit, platform.runPorts.transactions(), trail);
    }

    private List<String> told() {
        return platform.audit.search(AuditQuery.ALL, Order.OLDEST_FIRST, Optional.empty(), 100).stream()
                .map(entry -> "%s %s by %s"
                        .formatted(
                                entry.action().name().replace("master_key.", ""),
                                entry.resource().orElseThrow().id(),
                                entry.actor().user().orElseThrow().value()))
                .toList();
    }

    @Test
    void theFirstKeyIsNoChange() {
        process().found(List.of());
        process().found(List.of("a"));
        assertThat(told()).isEmpty();
    }

    @Test
    void eachRotationAndRetirementIsToldOnceWhoeverFindsIt() {
        var server = process();
        server.found(List.of("a"));
        server.found(List.of("b", "a"));
        server.found(List.of("b", "a"));
        process().found(List.of("b", "a"));
        assertThat(told()).containsExactly("rotated b by local");

        process().found(List.of("b"));
        server.found(List.of("b"));
        process().found(List.of("b"));
        assertThat(told()).containsExactly("rotated b by local", "retired b by local");

        process().found(List.of("c", "b"));
        process().found(List.of("c"));
        assertThat(told()).endsWith("rotated c by local", "retired c by local").hasSize(4);
    }

    @Test
    void whatWasDoneWhileNobodyLookedIsToldLater() {
        process().found(List.of("c", "b", "a"));
        assertThat(told()).containsExactly("rotated b by local", "rotated c by local");
        process().found(List.of("d", "c"));
        assertThat(told()).endsWith("retired c by local", "rotated d by local").hasSize(4);
    }

    @Test
    void whoRunsAlsoFindsAKeyThatTookTheOthersPlaceAtOnce() {
        var server = process();
        server.found(List.of("a"));
        server.found(List.of("b"));
        assertThat(told()).containsExactly("rotated b by local", "retired b by local");
    }

    @Test
    void aKeyFileOfABackupIsNoChangeThatSomebodyMade() {
        process().found(List.of("b", "a"));
        process().found(List.of("a"));
        assertThat(told()).containsExactly("rotated b by local");
    }
}
