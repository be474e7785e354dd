package io.mcpagent.adapter.rest;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.mcpagent.adapter.rest.access.SecurityHeaders;
import io.mcpagent.adapter.rest.failure.Failures;
import io.mcpagent.adapter.rest.failure.Problem;
import io.mcpagent.adapter.rest.failure.Refusal;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.JsonText;
import io.mcpagent.adapter.rest.ratelimit.Addresses;
import io.mcpagent.adapter.rest.telemetry.RequestIds;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.Unauthenticated;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a problem of whatever goes wrong, wherever: in a route, before there is one, or in the server below. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    /** The attribute of a request for what its challenge says beside the usual. */
    static final String CHALLENGE = "challenge";

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");
    private static final String OURS =
            "Something unexpected happened here; the server's log tells more under this request_id.";

    private Problems() {}

    static void on(JavalinConfig config) {
        config.routes.exception(Refusal.class, (refusal, context) -> send(context, refusal.problem()));
        config.routes.exception(AgentFailure.class, (failure, context) -> {
            explain(failure, context);
            send(context, Failures.of(failure));
        });
        config.routes.exception(MethodNotAllowedResponse.class, (wrong, context) -> {
            wrong.getDetails().values().stream().findFirst().ifPresent(allowed -> context.header("Allow", allowed));
            send(context, ofStatus(405));
        });
        config.routes.exception(
                HttpResponseException.class, (failure, context) -> send(context, ofStatus(failure.getStatus())));
        config.routes.exception(Exception.class, (unexpected, context) -> {
            LOG.error("{} {} failed", context.method(), oneLine(context.path()), unexpected);
            send(context, ofStatus(500));
        });
        config.router.javaLangErrorHandler(Problems::onError);
    }

    /** Why nobody was let in is for the log (what they may not do when they are in, the use cases tell), in one line whatever they sent; they are told how to come in. */
    private static void explain(AgentFailure failure, Context context) {
        switch (failure) {
            case Unauthenticated unknown -> {
                var more = Optional.<String>ofNullable(context.attribute(CHALLENGE))
                        .map(", "::concat);
                context.header("WWW-Authenticate", challenge(unknown) + more.orElse(""));
                denied(context, unknown.reason());
            }
            default -> LOG.debug("{} {} failed", context.method(), oneLine(context.path()), failure);
        }
    }

    private static void denied(Context context, String reason) {
        LOG.warn(
                "{} {} from {} was denied: {}",
                context.method(),
                oneLine(context.path()),
                Addresses.of(context),
                oneLine(reason));
    }

    private static String oneLine(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a> */
    private static String challenge(Unauthenticated failure) {
        var realm = "Bearer realm=\"mcp-agent\"";
        return failure.code().startsWith("token_") ? realm + ", error=\"invalid_token\"" : realm;
    }

    private static void send(Context context, Problem problem) {
        problem.retryAfterSeconds().ifPresent(seconds -> context.header("Retry-After", seconds));
        Answers.send(context, problem.status(), Problem.MEDIA_TYPE, problem.json(RequestIds.of(context)));
    }

    private static void onError(HttpServletResponse response, Error error) {
        var id = RequestIds.taken(response.getHeader(RequestIds.HEADER));
        LOG.error("A request failed", error);
        if (response.isCommitted()) return;
        response.setStatus(500);
        response.setContentType(Problem.MEDIA_TYPE);
        try {
            response.getOutputStream().write(JsonText.bytes(ofStatus(500).json(id)));
        } catch (IOException gone) {
            LOG.debug("Its client is gone", gone);
        }
    }

    /** What Jetty refuses before a route is looked for. */
    static boolean onJetty(Request request, Response response, Callback callback) {
        var problem = ofStatus(Optional.of(response.getStatus())
                .filter(status -> status >= 400)
                .orElse(500));
        var id = RequestIds.taken(request.getHeaders().get(RequestIds.HEADER));
        response.getHeaders().put(RequestIds.HEADER, id);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        SecurityHeaders.set(response.getHeaders()::put);
        Content.Sink.write(response, true, JsonText.of(problem.json(id)), callback);
        return true;
    }

    static Refusal stopping() {
        return new Refusal(ofStatus(503));
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> Problem.of(400, "request_malformed", "The request is no valid HTTP request.");
            case 404 ->
                Problem.of(404, "route_not_found", "There is nothing at this path; /openapi.json lists what there is.");
            case 405 ->
                Problem.of(405, "method_not_allowed", "This path has other methods; the Allow header lists them.");
            case 408 -> Problem.of(408, "request_too_slow", "The request did not arrive in time.");
            case 414 -> Problem.of(414, "uri_too_long", "The URL is too long; send what is long in a body.");
            case 431 -> Problem.of(431, "headers_too_large", "The headers are too large.");
            case 503 -> Problem.of(503, "server_stopping", "The server is stopping; try again when it has started.");
            case 500 -> Problem.of(500, "internal_error", OURS);
            default -> Problem.of(status, "http_" + status, "The request can't be served.");
        };
    }
}
