package io.mcpagent.adapter.mcp.signin;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scopes, in the order in which they were named.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749, 3.3</a>
 */
final class Scopes {
    static final String OFFLINE = "offline_access";

    private static final Pattern TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");
    /** A server that asks for more each time is not followed without an end. */
    private static final int MOST = 100;

    private Scopes() {}

    static Set<String> of(String text) {
        return of(Arrays.asList(text.split(" ")));
    }

    /** What can be no scope is left out. */
    static Set<String> of(Collection<String> names) {
        return kept(names.stream());
    }

    static Set<String> union(Collection<String> some, Collection<String> others) {
        return kept(Stream.concat(some.stream(), others.stream()));
    }

    private static Set<String> kept(Stream<String> names) {
        return Collections.unmodifiableSet(
                names.filter(name -> TOKEN.matcher(name).matches())
                        .distinct()
                        .limit(MOST)
                        .collect(Collectors.<String, Set<String>>toCollection(LinkedHashSet::new)));
    }
}
