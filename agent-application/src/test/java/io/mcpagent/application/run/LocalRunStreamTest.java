package io.mcpagent.application.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunStreamPort;
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.run.RunStreamPortContract;
import org.junit.jupiter.api.Test;

class LocalRunStreamTest implements RunStreamPortContract {
    private final LocalRunStream stream = new LocalRunStream();
    private final CountingIds ids = new CountingIds();

    @Override
    public RunStreamPort stream() {
        return stream;
    }

    @Override
    public IdSource ids() {
        return ids;
    }

    @Test
    void keepsNothingOfARunThatIsOver() {
        var run = new RunId(ids.next());
        stream.publish(run, 4, "Bees make honey.");
        var listener = stream.listen(run);
        stream.appended(run, 5);
        stream.leave(listener);
        assertThat(stream.open()).isZero();

        stream.publish(run, 6, "More.");
        stream.appended(run, 7);
        assertThat(stream.open()).isZero();
        stream.leave(stream.listen(run));
        assertThat(stream.open()).isZero();
    }
}
