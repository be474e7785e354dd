package io.mcpagent.domain.tool;

import io.mcpagent.domain.llm.TextHash;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the tools of servers are called here: {@code {server}__{tool}}. The name hangs on these two alone, so that no tool
 * that is added elsewhere changes what a name stands for; and as a server's name has no underscore, no server's tool can
 * have the name of another's.
 */
public final class ServedToolNames {
    static final String BETWEEN = "__";
    static final String ALL = "*";
    private static final int LONGEST = 64;
    private static final int HASH_DIGITS = 10;
    private static final Pattern SERVED = Pattern.compile("[a-z0-9-]{1,32}" + BETWEEN + ".*");
    private static final Pattern FOREIGN = Pattern.compile("[^a-zA-Z0-9_-]");
    /** As what follows a name that was changed, so that no tool can be named as another one is called here. */
    private static final Pattern HASHED = Pattern.compile(".*_[0-9a-f]{" + HASH_DIGITS + "}");

    private ServedToolNames() {}

    /** As it is where that will do; else with other characters replaced, cut, and told apart by a hash. */
    public static String of(ToolServerName server, String tool) {
        var plain = server.value() + BETWEEN + FOREIGN.matcher(tool).replaceAll("_");
        var isKept = plain.endsWith(BETWEEN + tool)
                && !tool.isEmpty()
                && plain.length() <= LONGEST
                && !HASHED.matcher(tool).matches();
        if (isKept) return plain;
        var hash = TextHash.of(server.value() + BETWEEN + tool).value().substring(0, HASH_DIGITS);
        var room = LONGEST - HASH_DIGITS - 1;
        return plain.substring(0, Math.min(plain.length(), room)) + "_" + hash;
    }

    /** Whether what an agent names is that tool: its name, or {@code {server}__*} for all of its server. */
    public static boolean matches(String named, String tool) {
        return named.equals(tool) || (isAllOfAServer(named) && tool.startsWith(named.substring(0, named.length() - 1)));
    }

    /** The server of a name of this form. */
    public static Optional<String> server(String name) {
        return isServed(name) ? Optional.of(name.substring(0, name.indexOf(BETWEEN))) : Optional.empty();
    }

    /** Whether it has the form of such a name. */
    public static boolean isServed(String name) {
        return SERVED.matcher(name).matches();
    }

    /** Whether two of that form are of one server. */
    public static boolean isOfOneServer(String one, String other) {
        return one.substring(0, one.indexOf(BETWEEN)).equals(other.substring(0, other.indexOf(BETWEEN)));
    }

    /** Whether what an agent names is {@code {server}__*}. */
    public static boolean isAllOfAServer(String named) {
        return isServed(named)
                && named.substring(named.indexOf(BETWEEN) + BETWEEN.length()).equals(ALL);
    }
}
