package io.mcpagent.adapter.rest.ratelimit;

import io.mcpagent.adapter.rest.openapi.RouteClass;
import io.mcpagent.domain.ratelimit.Rate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How many requests of each class there may be; a class that is not named has no limit.
 *
 * @param perAddress of clients who are nobody in particular, and of those who try to be
 * @param perUser in person or by any API key
 * @param perKey by one API key
 */
public record RequestRates(
        Map<RouteClass, Rate> perAddress, Map<RouteClass, Rate> perUser, Map<RouteClass, Rate> perKey) {
    /** Slows down guessing, and nobody else. */
    public static final RequestRates DEFAULT =
            new RequestRates(Map.of(RouteClass.AUTH, new Rate(60, Duration.ofMinutes(1))), Map.of(), Map.of());

    public RequestRates {
        perAddress = Map.copyOf(perAddress);
        perUser = Map.copyOf(perUser);
        perKey = Map.copyOf(perKey);
    }

    public Optional<Rate> ofAddress(RouteClass what) {
        return Optional.ofNullable(perAddress.get(what));
    }

    public Optional<Rate> ofUser(RouteClass what) {
        return Optional.ofNullable(perUser.get(what));
    }

    public Optional<Rate> ofKey(RouteClass what) {
        return Optional.ofNullable(perKey.get(what));
    }
}
