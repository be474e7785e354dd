package io.mcpagent.domain.telemetry;

import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request stands in a trace of whoever sent it (W3C Trace Context), as it is passed on to what is called for it. It
 * holds nothing but what the standard allows, so it can stand in a header or a log as it is.
 *
 * @param parent the {@code traceparent}, of version 00
 * @param state the {@code tracestate}, which means something to the sender's own tools alone
 */
public record TraceContext(String parent, Optional<String> state) {
    /** As the standard asks for at least; whoever calls can so fill no log. */
    static final int LONGEST_STATE = 512;

    private static final int MOST_ENTRIES = 32;

    private static final Pattern PARENT =
            Pattern.compile("(?!ff)([0-9a-f]{2})-((?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final String VERSION = "00";
    private static final int SAMPLED = 1;

    private static final Pattern ENTRY = Pattern.compile(
            "([a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})=[ -~&&[^,=]]{0,255}[!-~&&[^,=]]");
    private static final Pattern COMMA = Pattern.compile("[ \\t]*,[ \\t]*");

    public TraceContext {
        if (!known(parent).equals(Optional.of(parent)))
            throw new IllegalArgumentException("not a traceparent of version 00");
        if (state.filter(text -> !isState(text)).isPresent()) throw new IllegalArgumentException("not a tracestate");
    }

    /**
     * What a request says of its trace. A trace is never worth refusing a request for: a malformed parent counts as none, a
     * malformed or overlong state is left out, and of a later version what this one knows of it is kept.
     */
    public static Optional<TraceContext> of(Optional<String> parent, Optional<String> state) {
        return parent.flatMap(TraceContext::known)
                .map(known -> new TraceContext(known, state.filter(TraceContext::isState)));
    }

    private static Optional<String> known(String parent) {
        var parts = PARENT.matcher(parent);
        if (!parts.matches()) return Optional.empty();
        if (parts.group(1).equals(VERSION)) return Optional.of(parent).filter(whole -> parts.group(4) == null);
        var flags = Integer.parseInt(parts.group(3), 16) & SAMPLED;
        return Optional.of("%s-%s-%02x".formatted(VERSION, parts.group(2), flags));
    }

    private static boolean isState(String text) {
        if (text.isEmpty() || text.length() > LONGEST_STATE) return false;
        var keys = new HashSet<String>();
        var entries = COMMA.split(text.strip(), -1);
        for (var entry : entries) {
            if (entry.isEmpty()) continue;
            var parts = ENTRY.matcher(entry);
            if (!parts.matches() || !keys.add(parts.group(1))) return false;
        }
        return !keys.isEmpty() && entries.length <= MOST_ENTRIES;
    }
}
