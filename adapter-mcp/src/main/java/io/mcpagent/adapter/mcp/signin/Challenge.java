package io.mcpagent.adapter.mcp.signin;

import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What a server asks for that refuses a request: the {@code Bearer} challenge of its {@code WWW-Authenticate}.
 *
 * @param metadata where its metadata are, as it says; empty also where that is no address that can be used
 * @param scopes empty where it names none
 * @param error as in {@code insufficient_scope}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110, 11.6.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-5.1">RFC 9728, 5.1</a>
 */
record Challenge(Optional<URI> metadata, Set<String> scopes, Optional<String> error) {
    static final Challenge NONE = new Challenge(Optional.empty(), Set.of(), Optional.empty());

    private static final int LONGEST = 8_000;
    private static final int UNAUTHORIZED = 401;
    /** Descriptions in other scripts, which the library would refuse. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\t\\x20-\\x7E]");

    Challenge {
        // Their order is that of the server, so that a request can be read.
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    }

    /** The first for {@code Bearer} that names its metadata, or else the first; what can't be read is none. */
    static Challenge of(List<String> headers) {
        var found = parameters(headers);
        return found.stream()
                .filter(parameters -> parameters.containsKey("resource_metadata"))
                .findFirst()
                .or(() -> found.stream().findFirst())
                .map(Challenge::of)
                .orElse(NONE);
    }

    private static Challenge of(Map<String, String> parameters) {
        return new Challenge(
                Optional.ofNullable(parameters.get("resource_metadata")).flatMap(Urls::secure),
                Scopes.of(Optional.ofNullable(parameters.get("scope")).orElse("")),
                Optional.ofNullable(parameters.get("error")));
    }

    /** The library reads challenges of an answer alone, and of one with this status; names are in lower case. */
    private static List<Map<String, String>> parameters(List<String> headers) {
        var answer = new Response.Builder()
                .request(new Request.Builder().url("http://localhost/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(UNAUTHORIZED)
                .message("");
        headers.stream()
                .filter(header -> header.length() <= LONGEST)
                .forEach(header -> answer.addHeader(
                        "WWW-Authenticate", UNPRINTABLE.matcher(header).replaceAll("?")));
        return answer.build().challenges().stream()
                .filter(challenge -> challenge.scheme().equalsIgnoreCase("Bearer"))
                .map(challenge -> lowerCase(challenge.authParams()))
                .toList();
    }

    private static Map<String, String> lowerCase(Map<String, String> parameters) {
        var lower = new HashMap<String, String>();
        parameters.forEach((name, value) -> {
            if (name != null) lower.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
        });
        return lower;
    }

    boolean isForScopes() {
        return error.filter("insufficient_scope"::equals).isPresent();
    }

    /** The same with more scopes. */
    Challenge with(Set<String> others) {
        return new Challenge(metadata, Scopes.union(others, scopes), error);
    }
}
