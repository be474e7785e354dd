package io.mcpagent.adapter.cli;

import io.mcpagent.application.run.RunFollower;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.run.RunId;
import java.util.concurrent.CancellationException;

/** A run that goes on by itself, seen from where somebody came in. */
interface FollowedRun {
    RunId run();

    ConversationId session();

    /**
     * Hands over what happens until the run has ended or waits for a person.
     *
     * @throws CancellationException where this thread is interrupted
     */
    void follow(RunFollower follower);

    /** Ends the run, from whatever thread and also from one that is interrupted. */
    void cancel();

    /** The same as {@link #follow}; an interrupt ends the run too. */
    default void seeThrough(RunFollower follower) {
        try {
            follow(follower);
        } catch (CancellationException interrupted) {
            cancel();
            throw interrupted;
        }
    }
}
