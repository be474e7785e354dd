package io.mcpagent.application.conversation;

import io.mcpagent.application.run.RunFollower;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.StreamPosition;

/** Waits until a run has ended, or waits for a person. */
final class UntilItEnds implements RunFollower {
    @Override
    public void event(RecordedEvent event) {
        // They are read when all are there.
    }

    @Override
    public void text(StreamPosition at, String text) {
        // It is all in the end.
    }

    @Override
    public void idle() {
        // There is no connection that could be gone.
    }
}
