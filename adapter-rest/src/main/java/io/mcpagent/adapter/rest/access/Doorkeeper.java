package io.mcpagent.adapter.rest.access;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.failure.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Keeps web pages out. A page can make a browser send requests to this machine, under a name of its own that it lets point
 * here (DNS rebinding), or to our address from elsewhere; so the name that was called has to be one of this machine, and a
 * browser's page has to come from here, or from an origin that the settings name.
 */
public final class Doorkeeper {
    private final Predicate<String> isOurName;
    private final Cors cors;

    public Doorkeeper(Predicate<String> isOurName, Cors cors) {
        this.isOurName = isOurName;
        this.cors = cors;
    }

    /** Called before any route. */
    public void check(Context context) {
        var name = context.req().getServerName();
        if (!isOurName.test(name.toLowerCase(Locale.ROOT)))
            throw Refusal.of(
                    403,
                    "host_refused",
                    "The server answers to the names of this machine alone, such as localhost and 127.0.0.1.");
        cors.vary(context);
        var origins = Collections.list(context.req().getHeaders("Origin"));
        origins.forEach(origin -> checkOrigin(context, origin));
        // Several of them are no browser's.
        if (origins.size() == 1 && cors.allows(origins.getFirst())) cors.welcome(context, origins.getFirst());
    }

    private void checkOrigin(Context context, String origin) {
        if (!cors.allows(origin) && !origin.equalsIgnoreCase(ownOrigin(context)))
            throw Refusal.of(
                    403,
                    "origin_refused",
                    "Web pages of other origins may not call this server, but for those of server.allowed-origins.");
    }

    /** Of the server as the client reached it. */
    static String ownOrigin(Context context) {
        var request = context.req();
        try {
            return new URI(
                            request.getScheme(),
                            null,
                            request.getServerName(),
                            request.getServerPort(),
                            null,
                            null,
                            null)
                    .toString();
        } catch (URISyntaxException e) {
            throw Refusal.of(403, "host_refused", "The Host header names no host.");
        }
    }
}
