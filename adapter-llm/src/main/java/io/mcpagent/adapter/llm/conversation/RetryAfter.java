package io.mcpagent.adapter.llm.conversation;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long a server asks to be left alone: {@code Retry-After} (RFC 9110, 10.2.3), or OpenAI's {@code retry-after-ms}. */
final class RetryAfter {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,400}");

    private RetryAfter() {}

    static Optional<Duration> in(HttpHeaders headers, Instant now) {
        return headers.firstValue("retry-after-ms")
                .map(String::strip)
                .filter(text -> DIGITS.matcher(text).matches())
                .map(text -> Duration.ofMillis(number(text)))
                .or(() -> headers.firstValue("retry-after").flatMap(text -> read(text.strip(), now)));
    }

    /** What has more digits is as good as for ever. */
    private static long number(String digits) {
        return Long.parseLong(digits.substring(0, Math.min(9, digits.length())));
    }

    private static Optional<Duration> read(String text, Instant now) {
        if (DIGITS.matcher(text).matches()) return Optional.of(Duration.ofSeconds(number(text)));
        try {
            var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        } catch (DateTimeParseException neither) {
            return Optional.empty();
        }
    }
}
