package io.mcpagent.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.task.TaskKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
    private static final int KILLS = 4;

    @TempDir
    private Path directory;

    @Test
    void keepsWhatWasCommittedAndNothingHalfWhenTheProcessIsKilled() throws Exception {
        var before = 0L;
        for (var kill = 1; kill <= KILLS; kill++) {
            var said = killAfter(20L * kill);
            try (var persistence = SqlPersistence.open(new PersistenceSettings(directory), InstantSource.system())) {
                var kept = wholeTransactions(persistence);
                // The last one may have been committed and not said.
                assertThat(kept).isBetween(said + 1, said + 2);
                assertThat(tasks(persistence)).isEqualTo(kept - before);
                before = kept;
            }
        }
    }

    /** The number of the last transaction that the killed process said it had committed. */
    private long killAfter(long transactions) throws IOException, InterruptedException {
        try (var child = ChildProcess.start(EndlessWriter.class, directory)) {
            var last = Long.parseLong(child.line());
            for (var i = 1; i < transactions; i++) {
                last = Long.parseLong(child.line());
            }
            var rest = child.kill();
            return rest.isEmpty() ? last : Long.parseLong(rest.getLast());
        }
    }

    private static long wholeTransactions(SqlPersistence persistence) {
        var count = 0L;
        for (;
                persistence
                        .conversations()
                        .find(EndlessWriter.conversation(count))
                        .isPresent();
                count++) {
            assertThat(persistence.conversations().messages(EndlessWriter.conversation(count)))
                    .singleElement()
                    .extracting(Message::parts)
                    .isEqualTo(EndlessWriter.PARTS);
        }
        return count;
    }

    /** Takes them all, so that the next round counts its own. */
    private static long tasks(SqlPersistence persistence) {
        var count = 0L;
        for (var claim = persistence.tasks().claim(TaskKind.DRIVE_RUN);
                claim.isPresent();
                claim = persistence.tasks().claim(TaskKind.DRIVE_RUN)) {
            persistence.tasks().finish(claim.get());
            count++;
        }
        return count;
    }
}
