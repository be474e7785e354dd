package io.mcpagent.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.access.AuditSealing;
import io.mcpagent.application.access.AuditService;
import io.mcpagent.application.access.AuditVerdict.Intact;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.domain.access.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed between an entry and its seal, or within a seal. */
class AuditIsKilledTest {
    private static final int KILLS = 4;

    @TempDir
    private Path directory;

    @Test
    void everyEntryThatWasCommittedIsThereAndTheLogIsIntact() throws Exception {
        var least = 0L;
        for (var kill = 1; kill <= KILLS; kill++) {
            least += killAfter(40L * kill);
            try (var records = SqlPersistence.open(new PersistenceSettings(directory), InstantSource.system())) {
                var found = intact(records);
                assertThat(found.entries() + found.unsealed()).isGreaterThanOrEqualTo(least);
                assertThat(found.seals()).isPositive();
                var sealing =
                        new AuditSealing(records.audit(), records.transactions(), InstantSource.system(), failure -> {
                            throw failure;
                        });
                assertThat(sealing.seal()).isEqualTo((int) found.unsealed());
                assertThat(intact(records).entries()).isEqualTo(found.entries() + found.unsealed());
            }
        }
    }

    private static Intact intact(SqlPersistence records) {
        var verdict = new AuditService(records.audit(), new Authorization(records.grants(), denial -> {}))
                .verify(Caller.LOCAL_OWNER, Optional.empty());
        assertThat(verdict).isInstanceOf(Intact.class);
        return (Intact) verdict;
    }

    /** How many entries the killed process said that it had committed. */
    private long killAfter(long entries) throws IOException, InterruptedException {
        try (var child = ChildProcess.start(EndlessAuditor.class, directory)) {
            var last = 0L;
            for (var i = 0; i < entries; i++) last = Long.parseLong(child.line());
            var rest = child.kill();
            return rest.isEmpty() ? last : Long.parseLong(rest.getLast());
        }
    }
}
