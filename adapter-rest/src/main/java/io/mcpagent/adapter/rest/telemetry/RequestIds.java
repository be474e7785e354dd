package io.mcpagent.adapter.rest.telemetry;

import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Takes the id that a client gave its request, or makes one; it is returned, logged and named in problems. */
public final class RequestIds {
    public static final String HEADER = "X-Request-Id";
    private static final String KEY = "request_id";
    /** What can go into a log line and a header as it is. */
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestIds() {}

    /** For the thread of a request, which serves no other. */
    public static void begin(Context context) {
        var id = taken(context.header(HEADER));
        context.attribute(KEY, id);
        context.header(HEADER, id);
        MDC.put(KEY, id);
    }

    public static void end() {
        MDC.remove(KEY);
    }

    public static String of(Context context) {
        return Optional.<String>ofNullable(context.attribute(KEY)).orElseGet(() -> taken(context.header(HEADER)));
    }

    public static String taken(@Nullable String given) {
        return given != null && USABLE.matcher(given).matches() ? given : made();
    }

    private static String made() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
