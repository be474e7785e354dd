package io.mcpagent.adapter.llm.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.net.http.HttpHeaders;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What goes wrong with a provider, said so that somebody can mend it, and without the key. */
final class ProviderFailures {
    private static final int LONGEST_QUOTE = 300;
    private static final int SERVER_ERROR = 500;
    private static final Set<String> NO_CREDIT = Set.of("insufficient_quota", "billing_hard_limit_reached");
    private static final Set<String> CONTEXT = Set.of("context_length_exceeded", "string_above_max_length");

    private final ProviderSettings provider;
    private final InstantSource clock;

    ProviderFailures(ProviderSettings provider, InstantSource clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** By the status and body of an answer that is no success. */
    UpstreamFailure refused(int status, HttpHeaders headers, String body) {
        var error = JsonTrees.parse(body).map(ProviderFailures::errorIn);
        return refused(status, error, RetryAfter.in(headers, clock.instant()));
    }

    /** By an error that came in the place of the rest of a reply. */
    UpstreamFailure broken(JsonNode error) {
        var code = error.path("code");
        return refused(code.canConvertToInt() ? code.asInt() : SERVER_ERROR, Optional.of(error), Optional.empty());
    }

    private UpstreamFailure refused(int status, Optional<JsonNode> error, Optional<Duration> retryAfter) {
        var code = error.map(node -> node.path("code").asText("")).orElse("");
        var said = error.map(this::message).orElse("");
        return switch (status) {
            case 401, 403 ->
                lasting(
                        "model_unauthorized",
                        "%s refused the key (%d)%s. Correct %s.".formatted(who(), status, said, setting("api-key")));
            case 404 ->
                lasting(
                        "model_not_found",
                        "%s knows no such model, or no chat completions (404)%s. Correct the model's name, or %s."
                                .formatted(who(), said, setting("base-url")));
            case 429 -> NO_CREDIT.contains(code) ? noCredit(said) : tooMany(said, retryAfter);
            case 400, 413, 422 -> isContext(code, said) ? tooLong(said) : bad(status, said);
            default -> other(status, said, retryAfter);
        };
    }

    private UpstreamFailure other(int status, String said, Optional<Duration> retryAfter) {
        if (status < SERVER_ERROR && status != 408 && status != 409 && status != 425) return bad(status, said);
        var message = "%s can't answer now (%d)%s. Ask again later.".formatted(who(), status, said);
        return later("model_unavailable", message, retryAfter);
    }

    private UpstreamFailure bad(int status, String said) {
        return lasting(
                "model_request_refused",
                "%s refused the request (%d)%s. Check the model's name and %s."
                        .formatted(who(), status, said, setting("base-url")));
    }

    private UpstreamFailure tooLong(String said) {
        return lasting(
                "model_context_exceeded",
                "The question with its passages and history is too long for the model%s. Begin a new conversation, or choose a model with a longer context."
                        .formatted(said));
    }

    private UpstreamFailure noCredit(String said) {
        return lasting(
                "model_quota_exhausted",
                "%s says that its account is used up%s. Top it up, or set the key of another one in %s."
                        .formatted(who(), said, setting("api-key")));
    }

    private UpstreamFailure tooMany(String said, Optional<Duration> retryAfter) {
        return later(
                "model_rate_limited",
                "%s takes no more calls for now (429)%s. Ask again later.".formatted(who(), said),
                retryAfter);
    }

    UpstreamFailure unreachable(Throwable cause) {
        if (isOfItsCertificate(cause)) return untrusted(cause);
        return new UpstreamFailure(
                "model_unavailable",
                "%s can't be reached: %s. See that it runs, and that %s is right."
                        .formatted(who(), cause, setting("base-url")),
                true,
                cause);
    }

    /** Nothing was sent but the greeting. */
    private UpstreamFailure untrusted(Throwable cause) {
        return new UpstreamFailure(
                "model_server_untrusted",
                "%s shows a certificate that this JVM doesn't trust for that name: %s. See that %s is right, or have the JVM trust its authority, by JDK_JAVA_OPTIONS=-Djavax.net.ssl.trustStore=FILE."
                        .formatted(who(), cause.getMessage(), setting("base-url")),
                false,
                cause);
    }

    private static boolean isOfItsCertificate(Throwable failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(CertificateException.class::isInstance);
    }

    UpstreamFailure silent(Duration limit) {
        return passing("model_timeout", "%s did not go on within %ds.".formatted(who(), limit.toSeconds()));
    }

    UpstreamFailure cut() {
        return passing("model_reply_cut", "%s broke off in the middle of a reply.".formatted(who()));
    }

    UpstreamFailure unreadable() {
        return passing("model_reply_malformed", "%s sent something that is no part of a reply.".formatted(who()));
    }

    UpstreamFailure noStream(String contentType) {
        return lasting(
                "model_reply_malformed",
                "%s answered with %s instead of a stream of events. Correct %s, which for most servers ends with /v1."
                        .formatted(who(), cleaned(contentType), setting("base-url")));
    }

    UpstreamFailure flooded(long bytes) {
        return lasting(
                "model_reply_too_large",
                "%s sent more than %d MiB for one reply, and was cut off.".formatted(who(), bytes >> 20));
    }

    UpstreamFailure nothingSaid() {
        return passing("model_said_nothing", "%s answered with nothing.".formatted(who()));
    }

    UpstreamFailure filtered() {
        return lasting(
                "model_reply_filtered",
                "%s withheld its reply by its content filter. Ask differently, or choose another model."
                        .formatted(who()));
    }

    private String who() {
        return "The model server %s (%s)".formatted(provider.name(), provider.baseUrl());
    }

    private String setting(String key) {
        return "llm.providers.%s.%s".formatted(provider.name(), key);
    }

    /** OpenAI's body has it under {@code error}; others send it bare. */
    private static JsonNode errorIn(JsonNode body) {
        var first = body.isArray() && !body.isEmpty() ? body.get(0) : body;
        return first.has("error") ? first.get("error") : first;
    }

    private String message(JsonNode error) {
        var text = error.isTextual()
                ? error.asText()
                : Stream.of("message", "detail")
                        .map(name -> error.path(name).asText(""))
                        .filter(found -> !found.isBlank())
                        .findFirst()
                        .orElse("");
        return text.isBlank() ? "" : ", saying: \"" + cleaned(text) + "\"";
    }

    /** Short, in one line, and never with the key, which some servers repeat. */
    private String cleaned(String text) {
        var masked = provider.apiKey().map(key -> text.replace(key, "***")).orElse(text);
        var line = masked.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }

    private static boolean isContext(String code, String said) {
        var text = said.toLowerCase(Locale.ROOT);
        return CONTEXT.contains(code)
                || text.contains("context length")
                || text.contains("context window")
                || text.contains("too many tokens");
    }

    private static UpstreamFailure lasting(String code, String message) {
        return new UpstreamFailure(code, message, false);
    }

    private static UpstreamFailure passing(String code, String message) {
        return new UpstreamFailure(code, message, true);
    }

    private static UpstreamFailure later(String code, String message, Optional<Duration> retryAfter) {
        return retryAfter
                .map(time -> UpstreamFailure.notBefore(time, code, message))
                .orElseGet(() -> passing(code, message));
    }
}
