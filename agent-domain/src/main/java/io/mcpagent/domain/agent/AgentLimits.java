package io.mcpagent.domain.agent;

import java.time.Duration;

/**
 * Where a run is stopped.
 *
 * @param steps calls of the model, at least 1
 * @param time from the run's start, what it waits for people not counted
 */
public record AgentLimits(int steps, Duration time) {
    public static final AgentLimits DEFAULT = new AgentLimits(20, Duration.ofMinutes(10));

    public AgentLimits {
        if (steps < 1) throw new IllegalArgumentException("an agent has at least one step");
        if (!time.isPositive()) throw new IllegalArgumentException("an agent's time is above zero");
    }
}
