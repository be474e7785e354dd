package io.mcpagent.domain.run;

import java.time.Duration;

/**
 * What models are saying right now, and word that logs have grown: those who follow a run read the rest from its log.
 * Nothing of it outlives the process that publishes. Safe for use by many threads; nobody who reads slowly holds up who
 * publishes.
 */
public interface RunStreamPort {
    /**
     * Adds to what a model says in a call.
     *
     * @param call the number of its {@code ModelCalled}
     * @param text whole Unicode code points
     */
    void publish(RunId run, long call, String text);

    /** The log has grown up to this number; what a model said in an earlier call is in the log from now on. */
    void appended(RunId run, long seq);

    /** Listens to a run from now on, until {@link #leave}. */
    Listener listen(RunId run);

    /**
     * Waits for more of a call's text, or for growth of the log since the listener was last told of it. For one thread at a
     * time.
     *
     * @param offset how many code points of it are known
     * @return what follows them; empty when the log has grown or nothing happened for so long
     */
    String next(Listener listener, long call, long offset, Duration patience) throws InterruptedException;

    /** Listens no longer. */
    void leave(Listener listener);

    /**
     * Who listens to a run.
     *
     * @param number tells this listener from others
     */
    record Listener(RunId run, long number) {}
}
