package io.mcpagent.adapter.persistence.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.domain.task.TaskQueuePort;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node finds that was killed and starts again. */
interface LeasesAfterReopening {
    TaskQueuePort tasks();

    IdSource ids();

    /** As after the end of the process. */
    void reopen();

    @Test
    default void theNextOwnerOfTheDirectoryClaimsAtOnceWhatTheLastOneHeld() {
        var task = new Task(new TaskId(ids().next()), TaskKind.DRIVE_RUN, ids().next());
        var held = tasks().enqueueClaimed(task);
        reopen();

        assertThat(tasks().heartbeat(held)).isFalse();
        assertThat(tasks().claim(TaskKind.DRIVE_RUN)).hasValueSatisfying(claim -> {
            assertThat(claim.task()).isEqualTo(task);
            assertThat(claim.attempt()).isEqualTo(2);
            assertThat(claim.token()).isGreaterThan(held.token());
        });
    }

    @Test
    default void whatNobodyHeldKeepsItsPlace() {
        var first = new Task(new TaskId(ids().next()), TaskKind.DRIVE_RUN, ids().next());
        var second = new Task(new TaskId(ids().next()), TaskKind.DRIVE_RUN, ids().next());
        tasks().enqueue(List.of(first, second));
        reopen();

        assertThat(tasks().claim(TaskKind.DRIVE_RUN)).contains(new Claim(first, 1, 1));
    }
}
