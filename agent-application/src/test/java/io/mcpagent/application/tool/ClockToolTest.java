package io.mcpagent.application.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.testkit.tool.ToolPortContract;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClockToolTest implements ToolPortContract {
    private final ClockTool clock = new ClockTool(() -> Instant.parse("2026-11-24T23:30:15.250Z"));

    @Override
    public ToolPort tools() {
        return clock;
    }

    @Override
    public ToolInvocation goodCall() {
        return call(Json.object());
    }

    @Test
    void saysDayAndTimeInTheZoneThatIsAskedFor() {
        assertThat(clock.call(goodCall())).isEqualTo(new ToolOutcome.Succeeded("Tuesday, 2026-11-24T23:30:15Z (UTC)"));
        assertThat(clock.call(call(Json.object().with("time_zone", Json.of("Europe/Berlin")))))
                .isEqualTo(new ToolOutcome.Succeeded("Wednesday, 2026-11-25T00:30:15+01:00 (Europe/Berlin)"));
    }

    @Test
    void saysThatThereIsNoSuchZone() {
        assertThat(clock.call(call(Json.object().with("time_zone", Json.of("Mars/Base")))))
                .isInstanceOfSatisfying(
                        ToolOutcome.Failed.class,
                        failed -> assertThat(failed.message()).contains("Mars/Base"));
    }

    private static ToolInvocation call(Json arguments) {
        return new ToolInvocation(Caller.LOCAL_OWNER, "key", "current_time", arguments, Set.of());
    }
}
