package io.mcpagent.bootstrap.settings;

import io.mcpagent.adapter.rest.openapi.RouteClass;
import io.mcpagent.domain.ratelimit.Rate;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How often one class of requests is allowed, written as {@code ask 60/1m}. */
record RateOf(RouteClass what, Rate rate) {
    private static final SettingType<Duration> PERIOD =
            SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(24));
    private static final int MOST = 1_000_000_000;

    static RateOf parse(String text) {
        var parts = text.strip().split("\\s+", -1);
        if (parts.length != 2) throw new IllegalArgumentException("it has to be a class and a rate, such as ask 60/1m");
        return new RateOf(SettingType.oneOf(RouteClass.class).read().apply(parts[0]), rate(parts[1]));
    }

    /** Of a number of times in a period, such as {@code 60/1m}. */
    static Rate rate(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) throw new IllegalArgumentException("has to be a number and a period such as 60/1m");
        var amount = SettingType.integer(1, MOST).read().apply(text.substring(0, slash));
        return new Rate(amount, PERIOD.read().apply(text.substring(slash + 1)));
    }

    static String shown(Rate rate) {
        return rate.amount() + "/" + PERIOD.show().apply(rate.period());
    }

    static Map<RouteClass, Rate> byClass(Set<RateOf> rates) {
        return rates.stream().collect(Collectors.toMap(RateOf::what, RateOf::rate, (one, other) -> {
            throw new IllegalArgumentException("a class of requests has one rate alone");
        }));
    }

    static Set<RateOf> all(Map<RouteClass, Rate> rates) {
        return rates.entrySet().stream()
                .map(entry -> new RateOf(entry.getKey(), entry.getValue()))
                .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return SettingType.oneOf(RouteClass.class).show().apply(what) + " " + shown(rate);
    }
}
