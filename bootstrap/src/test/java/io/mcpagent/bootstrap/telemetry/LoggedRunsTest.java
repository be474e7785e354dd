package io.mcpagent.bootstrap.telemetry;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.run.RunRepository;
import io.mcpagent.domain.task.TaskQueuePort;
import io.mcpagent.domain.transaction.TransactionPort;
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.run.InMemoryRunRepository;
import io.mcpagent.testkit.run.RunRepositoryContract;
import io.mcpagent.testkit.task.InMemoryTaskQueue;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryTransactions;

class LoggedRunsTest implements RunRepositoryContract {
    private final SteppingTime time = new SteppingTime();
    private final InMemoryStore store = new InMemoryStore(time);
    private final TaskQueuePort tasks = new InMemoryTaskQueue(store, lease());
    private final RunRepository runs = new LoggedRuns(new InMemoryRunRepository(store));
    private final IdSource ids = new CountingIds();

    @Override
    public RunRepository runs() {
        return runs;
    }

    @Override
    public TaskQueuePort tasks() {
        return tasks;
    }

    @Override
    public TransactionPort transactions() {
        return new InMemoryTransactions(store);
    }

    @Override
    public SteppingTime time() {
        return time;
    }

    @Override
    public IdSource ids() {
        return ids;
    }
}
