package io.mcpagent.adapter.rest.conversation;

import io.mcpagent.application.run.RunFollower;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.StreamPosition;
import java.util.Optional;

/** Waits for how a run ends. */
final class LastEvent implements RunFollower {
    private Optional<RecordedEvent> last = Optional.empty();

    Optional<RecordedEvent> last() {
        return last;
    }

    @Override
    public void event(RecordedEvent event) {
        last = Optional.of(event);
    }

    @Override
    public void text(StreamPosition at, String text) {
        // It is all in the end.
    }

    @Override
    public void idle() {
        // An answer that is one has nothing to send before it is there.
    }
}
