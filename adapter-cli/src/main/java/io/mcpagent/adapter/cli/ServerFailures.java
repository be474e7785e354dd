package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.Forbidden;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.LimitExceeded;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.failure.Unauthenticated;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** What a server refuses is the failure that it would be here; all else about a server is a sentence of its own. */
final class ServerFailures {
    /** Where something may have been done, and nothing is known of it. */
    static final String BROKE_OFF = "server_broke_off";

    private static final int TOO_LARGE = 413;
    /** A server that is starting, and a proxy that did not reach it in time. */
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    private final RemoteServer server;

    ServerFailures(RemoteServer server) {
        this.server = server;
    }

    Json.Obj object(Reply reply) {
        var body = checked(reply);
        return JsonReader.object(body).filter(json -> reply.isJson()).orElseThrow(() -> strange(reply));
    }

    /** The body of an answer that says yes. */
    String checked(Reply reply) {
        if (reply.status() >= 200 && reply.status() < 300) return reply.body();
        if (reply.location().isPresent() && reply.status() / 100 == 3)
            throw new UpstreamFailure(
                    "server_moved",
                    "%s sends on to %s; give the URL there with --server, if you trust it."
                            .formatted(server, reply.location().get()),
                    false);
        throw JsonReader.object(reply.body())
                .filter(json -> reply.isJson())
                .filter(json ->
                        json.get("code").isPresent() && json.get("detail").isPresent())
                .map(problem ->
                        refused(reply.status(), problem, reply.retryAfter().orElse(Duration.ZERO)))
                .orElseGet(() -> strange(reply));
    }

    /** Of an answer with an object a line, in which the end is told from a connection that broke. */
    void requireLines(int status, String mediaType, HttpHeaders headers) {
        if (!mediaType.startsWith("application/x-ndjson"))
            throw strange(new Reply(status, mediaType, Optional.empty(), Optional.empty(), ""));
        if (headers.firstValue("Content-Length")
                .or(() -> headers.firstValue("Transfer-Encoding"))
                .isEmpty())
            throw new UpstreamFailure(
                    "server_not_understood",
                    "The answer of %s does not tell where it ends, so that it can't be told whether it is whole. What stands between is to speak HTTP/1.1."
                            .formatted(server),
                    false);
    }

    AgentFailure refused(int status, Json.Obj problem, Duration retryAfter) {
        var code = Members.text(problem, "code");
        var detail = Members.text(problem, "detail") + fields(problem, Members.text(problem, "detail"));
        return switch (status) {
            case 401 -> new Unauthenticated(code, unknown(detail), "");
            case 403 -> new Forbidden(code, detail, "");
            case 404 -> new NotFound(code, detail);
            case 409 -> new Conflict(code, detail);
            case 412 -> new Conflict(code, detail);
            case 429 -> new LimitExceeded(code, detail, retryAfter);
            case 503 -> UpstreamFailure.notBefore(retryAfter, code, detail);
            default ->
                status >= 500
                        ? new UpstreamFailure(code, detail, PASSING.contains(status))
                        : new InvalidRequest(code, detail);
        };
    }

    private String unknown(String detail) {
        return server.secret().isPresent()
                ? detail
                : "The server %s is for those whom it knows. Give an API key in MCP_AGENT_API_KEY or with --api-key."
                        .formatted(server);
    }

    /** What is not said already. */
    private static String fields(Json.Obj problem, String detail) {
        if (problem.get("errors").isEmpty()) return "";
        return Members.objects(problem, "errors").stream()
                .filter(wrong -> !detail.contains(Members.text(wrong, "message")))
                .map(wrong -> " " + Members.text(wrong, "field") + " " + Members.text(wrong, "message"))
                .collect(Collectors.joining(";"));
    }

    /** Of what stands between, mostly. */
    AgentFailure strange(Reply reply) {
        if (reply.status() == TOO_LARGE)
            return new InvalidRequest(
                    "file_too_large",
                    "It is larger than what stands before %s lets through. Raise its limit there.".formatted(server));
        return new UpstreamFailure(
                "server_not_understood",
                "%s does not answer as an MCP Agent server does: status %d, %s. Check the URL, and what stands between."
                        .formatted(
                                server,
                                reply.status(),
                                reply.mediaType().isEmpty() ? "no media type" : reply.mediaType()),
                PASSING.contains(reply.status()));
    }

    /** What a connection failed of. */
    UpstreamFailure broken(IOException failure) {
        return switch (failure) {
            case HttpTimeoutException slow ->
                unreachable("server_too_slow", "%s does not answer in time.".formatted(server), slow);
            case SSLException unsafe ->
                unreachable(
                        "server_tls_failed",
                        "There is no safe connection to %s: %s.".formatted(server, reason(unsafe)),
                        unsafe);
            case IOException noHttp
            when reason(noHttp).contains("status line") ->
                new UpstreamFailure(
                        "server_not_understood",
                        "What answers at %s does not speak HTTP. If it speaks TLS, its URL begins with https://."
                                .formatted(server),
                        false,
                        noHttp);
            case ConnectException nobody
            when nobody.getCause() instanceof ConnectException cause
                    && cause.getCause() instanceof UnresolvedAddressException ->
                unreachable("server_unreachable", "There is no host of the name in %s.".formatted(server), nobody);
            case ConnectException nobody ->
                unreachable(
                        "server_unreachable",
                        "No server can be reached at %s. Check the URL, and that `mcp-agent serve` runs there."
                                .formatted(server),
                        nobody);
            default ->
                unreachable(
                        BROKE_OFF,
                        "The connection to %s broke off: %s. What was asked for may have been done.%s"
                                .formatted(
                                        server,
                                        reason(failure),
                                        "http".equalsIgnoreCase(server.address().getScheme())
                                                ? " If it speaks TLS, its URL begins with https://."
                                                : ""),
                        failure);
        };
    }

    /** Java's own words tell of its classes. */
    private static String reason(SSLException unsafe) {
        var said = String.valueOf(unsafe.getMessage());
        if (said.contains("plaintext"))
            return "it does not speak TLS there. If it speaks HTTP, its URL begins with http://";
        if (said.contains("PKIX"))
            return "its certificate is of no authority that this machine knows. Name a truststore that has it with JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE";
        if (said.contains("subject alternative")) return "its certificate is for another name";
        return said;
    }

    private static String reason(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static UpstreamFailure unreachable(String code, String message, IOException cause) {
        return new UpstreamFailure(code, message, true, cause);
    }
}
