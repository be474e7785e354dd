package io.mcpagent.adapter.rest.ratelimit;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.RouteClass;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.failure.LimitExceeded;
import io.mcpagent.domain.failure.Unauthenticated;
import io.mcpagent.domain.ratelimit.Rate;
import io.mcpagent.domain.ratelimit.RateLimitPort;
import io.mcpagent.domain.ratelimit.Taken;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts requests, and tells each client how many are left.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-06">RateLimit header fields</a>
 */
public final class RequestLimits {
    private final RateLimitPort limits;
    private final RequestRates rates;

    public RequestLimits(RateLimitPort limits, RequestRates rates) {
        this.limits = limits;
        this.rates = rates;
    }

    /** What is counted: whose, and by which rate. */
    private record Counted(String bucket, Rate rate) {
        static Optional<Counted> of(String kind, String id, RouteClass what, Optional<Rate> rate) {
            var name = what.name().toLowerCase(Locale.ROOT);
            return rate.map(limit -> new Counted("%s:%s:%s".formatted(kind, name, id), limit));
        }
    }

    /** The handler of an operation, called as often as its class allows. */
    public Handler around(Operation operation) {
        var what = operation.routeClass();
        var handler = operation.handler();
        return context -> {
            if (operation.isOpen()) byAddress(context, what).ifPresent(counted -> take(context, counted));
            else count(context, what);
            handler.handle(context);
        };
    }

    /** What finds out who asks, for which each failure counts as an attempt to come in. */
    public Handler aroundIdentifying(Handler identify) {
        return context -> {
            try {
                identify.handle(context);
            } catch (Unauthenticated unknown) {
                byAddress(context, RouteClass.AUTH).ifPresent(counted -> take(context, counted));
                throw unknown;
            }
        };
    }

    /**
     * Counts a request of whom it was found out who asks.
     *
     * @throws LimitExceeded with code {@code rate_limited}
     */
    public void count(Context context, RouteClass what) {
        var caller = Callers.of(context);
        Counted.of("user", caller.user().value(), what, rates.ofUser(what))
                .ifPresent(counted -> take(context, counted));
        caller.via()
                .key()
                .map(ApiKeyId::value)
                .flatMap(key -> Counted.of("key", key.toString(), what, rates.ofKey(what)))
                .ifPresent(counted -> take(context, counted));
    }

    private Optional<Counted> byAddress(Context context, RouteClass what) {
        return Counted.of("address", Addresses.network(context), what, rates.ofAddress(what));
    }

    private void take(Context context, Counted counted) {
        var taken = limits.take(counted.bucket, counted.rate, 1);
        tell(context, counted.rate, taken);
        if (!taken.allowed())
            throw new LimitExceeded(
                    "rate_limited",
                    "There were too many requests of this kind; %d are allowed in %s. Wait, and try again then."
                            .formatted(counted.rate.amount(), inWords(counted.rate.period())),
                    taken.untilEnough());
    }

    /** Of several limits that of which the least is left. */
    private static void tell(Context context, Rate rate, Taken taken) {
        var told = context.res().getHeader("RateLimit-Remaining");
        if (told != null && Long.parseLong(told) <= taken.remaining()) return;
        context.header("RateLimit-Limit", Long.toString(rate.amount()));
        context.header("RateLimit-Remaining", Long.toString(taken.remaining()));
        context.header("RateLimit-Reset", Long.toString(seconds(taken.untilFull())));
        context.header("RateLimit-Policy", "%d;w=%d".formatted(rate.amount(), seconds(rate.period())));
    }

    private static long seconds(Duration time) {
        return time.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static String inWords(Duration period) {
        return period.toSecondsPart() == 0 && period.toMinutes() > 0
                ? period.toMinutes() + " min"
                : period.toSeconds() + " s";
    }
}
