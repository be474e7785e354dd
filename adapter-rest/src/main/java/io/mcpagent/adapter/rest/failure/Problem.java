package io.mcpagent.adapter.rest.failure;

import io.javalin.http.HttpStatus;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a caller is told when a request fails.
 *
 * @param code stable, for programs
 * @param detail what happened, to what, and what to do
 * @param errors every wrong field, where fields are wrong
 * @param retryAfter when to try again, where that is known
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(int status, String code, String detail, List<WrongField> errors, Optional<Duration> retryAfter) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), Optional.empty());
    }

    public Problem retryAfter(Duration delay) {
        return new Problem(status, code, detail, errors, Optional.of(delay));
    }

    /** Whole seconds, rounded up, as the header has it. */
    public Optional<String> retryAfterSeconds() {
        return retryAfter.map(delay -> Long.toString(delay.plusMillis(999).toSeconds()));
    }

    public Json.Obj json(String requestId) {
        var base = Json.object()
                .with("type", Json.of("about:blank"))
                .with("title", Json.of(HttpStatus.forStatus(status).getMessage()))
                .with("status", Json.of(status))
                .with("code", Json.of(code))
                .with("detail", Json.of(detail))
                .with("request_id", Json.of(requestId));
        return errors.isEmpty()
                ? base
                : base.with(
                        "errors",
                        Json.array(errors.stream().map(WrongField::json).toList()));
    }
}
