package io.mcpagent.testkit.run;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.run.RunStreamPort;
import io.mcpagent.testkit.CountingIds;

class InMemoryRunStreamTest implements RunStreamPortContract {
    private final RunStreamPort stream = new InMemoryRunStream();
    private final CountingIds ids = new CountingIds();

    @Override
    public RunStreamPort stream() {
        return stream;
    }

    @Override
    public IdSource ids() {
        return ids;
    }
}
