package io.mcpagent.adapter.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them. */
final class Moments {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final double MILLIS_A_SECOND = 1e3;

    private Moments() {}

    /** In the time zone of this machine. */
    static String minute(Instant time) {
        return MINUTE.format(time);
    }

    /** Between times as they are shown, which is to the millisecond. */
    static String since(Instant begin, Instant time) {
        return String.format(Locale.ROOT, "%.3f s", (time.toEpochMilli() - begin.toEpochMilli()) / MILLIS_A_SECOND);
    }
}
