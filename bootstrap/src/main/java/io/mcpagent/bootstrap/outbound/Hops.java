package io.mcpagent.bootstrap.outbound;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.outbound.Endpoint;
import io.mcpagent.domain.outbound.OutboundVerdict.Allowed;
import io.mcpagent.domain.outbound.OutboundVerdict.Refused;
import io.mcpagent.domain.outbound.RedirectsRefused;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Follows redirects, each of them checked as if it had been called first. */
final class Hops implements Interceptor {
    private final OutboundSettings settings;
    private final Resolver resolver;

    Hops(OutboundSettings settings, Resolver resolver) {
        this.settings = settings;
        this.resolver = resolver;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var request = ours(chain.request());
        for (var redirects = 0; ; redirects++) {
            var response = proceed(chain, request);
            if (request.tag(RedirectsRefused.class) != null) return response;
            var next = Redirect.after(request, response);
            if (next.isEmpty()) return response;
            response.close();
            if (redirects == settings.maxRedirects())
                throw new UpstreamFailure(
                        "outbound_redirects",
                        "%s redirects more than %d times. Call the address at its end, if there is one."
                                .formatted(Refusals.place(chain.request().url()), redirects),
                        false);
            request = next.get();
        }
    }

    private Response proceed(Chain chain, Request request) throws IOException {
        var target = checked(request.url());
        try {
            return chain.withDns(new CheckedDns(settings.rules(), target, resolver))
                    .proceed(request);
        } catch (RefusedAddress refused) {
            throw Refusals.ofAddress(request.url(), refused);
        }
    }

    private Endpoint checked(HttpUrl url) {
        var signedIn =
                !url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty();
        return switch (settings.rules().decide(url.scheme(), signedIn, url.host(), url.port())) {
            case Allowed allowed -> allowed.target();
            case Refused refused -> throw Refusals.ofUrl(url, refused.reason());
        };
    }

    /**
     * Another {@code Host} would reach what is denied through whoever serves many names. What the caller asked to be
     * packed, nobody here would unpack and count.
     */
    private static Request ours(Request request) {
        var builder = request.newBuilder().removeHeader("Host").removeHeader("Accept-Encoding");
        return request.header("User-Agent") == null
                ? builder.header("User-Agent", "mcp-agent").build()
                : builder.build();
    }
}
