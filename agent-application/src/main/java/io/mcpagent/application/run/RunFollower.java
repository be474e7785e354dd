package io.mcpagent.application.run;

import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.StreamPosition;
import java.time.Duration;

/** Who follows a run. Called on the thread that follows; what it throws ends the following. */
public interface RunFollower {
    /** In the order of their numbers, without gaps. */
    void event(RecordedEvent event);

    /**
     * What a model says in the call that {@code at} names. The text of a call is whole when its reply comes.
     *
     * @param at where the client stands when it has this text too
     */
    void text(StreamPosition at, String text);

    /** Nothing happened for a while; who writes to a connection finds out here whether it is still there. */
    void idle();

    /** After how long without a word {@link #idle} is called. */
    default Duration patience() {
        return Duration.ofSeconds(15);
    }

    /** Whether following ends where the run waits for a person. */
    default boolean leavesWhenParked() {
        return true;
    }
}
