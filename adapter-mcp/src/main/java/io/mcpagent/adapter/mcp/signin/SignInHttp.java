package io.mcpagent.adapter.mcp.signin;

import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.outbound.RedirectsRefused;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;

/** What is asked of authorization servers, over the client that bootstrap hands in. */
final class SignInHttp {
    private static final int MOST_BYTES = 256 << 10;
    private static final int REDIRECTS = 300;
    private static final int ERRORS = 400;
    private static final int OK = 200;
    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");

    private final Call.Factory calls;

    SignInHttp(Call.Factory calls) {
        this.calls = calls;
    }

    /**
     * What came.
     *
     * @param json empty where the body is no JSON object
     */
    record Answer(int status, Optional<Json.Obj> json) {
        boolean isOk() {
            return status == OK;
        }

        boolean isError() {
            return status >= ERRORS;
        }
    }

    /** Follows redirects, each of which the client checks. */
    Answer get(URI url) {
        return called(new Request.Builder().url(url.toString()), url);
    }

    /** Follows none: what is sent is for that address alone. */
    Answer post(URI url, Json.Obj json) {
        return posted(new Request.Builder().url(url.toString()), url, RequestBody.create(JsonBytes.write(json), JSON));
    }

    Answer post(ReadOnlyHTTPRequest form) {
        var request = new Request.Builder().url(form.getURL());
        form.getHeaderMap()
                .forEach((name, values) -> values.forEach(value -> {
                    if (!name.equalsIgnoreCase("Content-Type")) request.addHeader(name, value);
                }));
        return posted(request, form.getURI(), RequestBody.create(form.getBody(), FORM));
    }

    /** What a server asks for that is sent a request without a token; empty where it serves that. */
    Optional<Challenge> probe(URI url) {
        var body = RequestBody.create("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{}}", JSON);
        var request = new Request.Builder()
                .url(url.toString())
                .header("Accept", "application/json, text/event-stream")
                .tag(RedirectsRefused.class, new RedirectsRefused())
                .post(body)
                .build();
        try (var response = calls.newCall(request).execute()) {
            return response.isSuccessful()
                    ? Optional.empty()
                    : Optional.of(Challenge.of(response.headers("WWW-Authenticate")));
        } catch (IOException e) {
            throw unreachable(url, e);
        }
    }

    private Answer posted(Request.Builder request, URI url, RequestBody body) {
        var answer = called(
                request.tag(RedirectsRefused.class, new RedirectsRefused()).post(body), url);
        if (answer.status >= REDIRECTS && answer.status < ERRORS)
            throw SignInFailures.failed(
                    "%s redirects what was sent to it, which could give it to somebody else, so it is not followed. The server's operator has to name the right address in its metadata."
                            .formatted(SignInFailures.place(url)));
        return answer;
    }

    private Answer called(Request.Builder request, URI url) {
        try (var response = calls.newCall(
                        request.header("Accept", "application/json").build())
                .execute()) {
            var body = new Buffer();
            while (body.size() <= MOST_BYTES && response.body().source().read(body, MOST_BYTES) >= 0) {
                // Read on.
            }
            if (body.size() > MOST_BYTES)
                throw SignInFailures.failed("%s answers with more than %d KiB where a few lines are due."
                        .formatted(SignInFailures.place(url), MOST_BYTES >> 10));
            return new Answer(response.code(), object(body.readByteArray()));
        } catch (IOException e) {
            throw unreachable(url, e);
        }
    }

    private static Optional<Json.Obj> object(byte[] body) {
        try {
            return JsonBytes.read(body) instanceof Json.Obj object ? Optional.of(object) : Optional.empty();
        } catch (Malformed noJson) {
            return Optional.empty();
        }
    }

    private static RuntimeException unreachable(URI url, IOException cause) {
        return SignInFailures.failed(
                "%s can't be reached, or does not answer in time. Try again later."
                        .formatted(SignInFailures.place(url)),
                true,
                cause);
    }
}
