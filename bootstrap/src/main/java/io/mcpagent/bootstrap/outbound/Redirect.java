package io.mcpagent.bootstrap.outbound;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** What a redirect asks for (RFC 9110, 15.4), less what another host must not get. */
final class Redirect {
    private static final Set<Integer> CHANGES_TO_GET = Set.of(301, 302, 303);
    private static final Set<Integer> KEEPS_ALL = Set.of(307, 308);
    /** All others may hold credentials. */
    private static final Set<String> FOR_ANYBODY = Set.of("accept", "accept-language", "user-agent");

    private Redirect() {}

    static Optional<Request> after(Request request, Response response) {
        var code = response.code();
        var location = response.header("Location");
        if (location == null || !(CHANGES_TO_GET.contains(code) || KEEPS_ALL.contains(code))) return Optional.empty();
        var url = request.url().resolve(location);
        if (url == null) throw Refusals.ofUrl(request.url(), "it redirects to what is no http or https URL");
        if (request.url().isHttps() && !url.isHttps())
            throw Refusals.ofUrl(request.url(), "it redirects from https to http");
        return Optional.of(followed(request, url, KEEPS_ALL.contains(code)));
    }

    private static Request followed(Request request, HttpUrl url, boolean keepsAll) {
        var isRead = request.method().equals("GET") || request.method().equals("HEAD");
        var elsewhere = !isSameOrigin(request.url(), url);
        if (keepsAll && !isRead && elsewhere)
            throw Refusals.ofUrl(request.url(), "it redirects what was sent to it to another host");
        var next = request.newBuilder().url(url);
        if (elsewhere) next.headers(forAnybody(request.headers()));
        if (!keepsAll && !isRead)
            next.get()
                    .removeHeader("Content-Type")
                    .removeHeader("Content-Length")
                    .removeHeader("Content-Encoding");
        return next.build();
    }

    private static boolean isSameOrigin(HttpUrl one, HttpUrl other) {
        return one.scheme().equals(other.scheme()) && one.host().equals(other.host()) && one.port() == other.port();
    }

    private static Headers forAnybody(Headers all) {
        var some = all.newBuilder();
        for (var name : all.names()) if (!FOR_ANYBODY.contains(name.toLowerCase(Locale.ROOT))) some.removeAll(name);
        return some.build();
    }
}
