package io.mcpagent.application.usage;

import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.LimitExceeded;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.ratelimit.Rate;
import io.mcpagent.domain.ratelimit.RateLimitPort;
import java.util.Optional;

/**
 * How many tokens of models each user may use in a time. How many a call takes is known when it was made, so a run that
 * has begun is never stopped: what it took too much has to come back before the next question.
 */
public final class TokenAllowance {
    private final RateLimitPort limits;
    private final Optional<Rate> perUser;

    /**
     * An allowance for each user.
     *
     * @param perUser in tokens, of what models read and write alike; empty for any number
     */
    public TokenAllowance(RateLimitPort limits, Optional<Rate> perUser) {
        this.limits = limits;
        this.perUser = perUser;
    }

    /**
     * Returns when there is something left.
     *
     * @throws LimitExceeded with code {@code tokens_exhausted}
     */
    public void require(UserId user) {
        perUser.ifPresent(rate -> {
            var taken = limits.take(bucket(user), rate, 1);
            if (!taken.allowed())
                throw new LimitExceeded(
                        "tokens_exhausted",
                        "You have used the %,d tokens that you may use in %d s. Wait, and ask again then."
                                .formatted(rate.amount(), rate.period().toSeconds()),
                        taken.untilEnough());
        });
    }

    /** What a call took; called once for each. */
    public void used(UserId user, TokenUsage usage) {
        var tokens = usage.inputTokens() + usage.outputTokens();
        if (tokens > 0) perUser.ifPresent(rate -> limits.charge(bucket(user), rate, tokens));
    }

    private static String bucket(UserId user) {
        return "tokens:" + user.value();
    }
}
