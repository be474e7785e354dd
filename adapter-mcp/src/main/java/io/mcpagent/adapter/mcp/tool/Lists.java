package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.McpClient;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.protocol.Step;
import io.mcpagent.adapter.mcp.protocol.Weight;
import io.mcpagent.adapter.mcp.transport.Patience;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists of a server, page by page. */
final class Lists {
    private static final int MOST_PAGES = 200;
    private static final int MOST_ELEMENTS = 5_000;
    /** Of all pages, in bytes of memory. */
    private static final long MOST_WEIGHT = 64L << 20;

    /** @param fresh for how long it holds, as far as the server said */
    record Listed(List<Json.Obj> elements, Optional<Duration> fresh) {}

    private Lists() {}

    /**
     * All of a list.
     *
     * @param member that has the elements of a page
     * @param patience for each page, and ten times that for all
     * @throws Malformed for a list without an end, or one that is too large
     */
    static Listed all(McpClient client, Failures failures, String method, String member, Duration patience) {
        var elements = new ArrayList<Json.Obj>();
        var seen = new HashSet<String>();
        var fresh = Optional.<Duration>empty();
        var cursor = Optional.<String>empty();
        var whole = Patience.of(patience);
        var weight = 0L;
        for (var page = 0; page < MOST_PAGES && elements.size() <= MOST_ELEMENTS; page++) {
            var answer = page(client, failures, method, cursor, whole);
            weight += Weight.of(answer);
            if (weight > MOST_WEIGHT) throw tooLarge(member);
            var result = new Members(answer, "The answer to " + method);
            elements.addAll(result.objects(member));
            fresh = result.findCount("ttlMs").map(Duration::ofMillis);
            cursor = result.findString("nextCursor");
            if (cursor.isEmpty()) return new Listed(elements, fresh);
            if (!seen.add(cursor.get())) break;
        }
        throw new Malformed(RpcError.INVALID_REQUEST, "Its list " + member + " does not end.", Optional.empty());
    }

    private static Malformed tooLarge(String member) {
        return new Malformed(RpcError.INVALID_REQUEST, "Its list " + member + " is too large.", Optional.empty());
    }

    private static Json.Obj page(
            McpClient client, Failures failures, String method, Optional<String> cursor, Patience patience) {
        return result(client, failures, method, Json.object().with("cursor", cursor.map(Json::of)), patience);
    }

    /** The result of a request that nothing is asked for. */
    private static Json.Obj result(
            McpClient client, Failures failures, String method, Json.Obj params, Patience patience) {
        try (var call = client.begin(method, params, Map.of())) {
            var step = patience.next(call);
            return switch (step) {
                case Step.Done(var done) -> done;
                case Step.Failed(var error) -> throw failures.of(error);
                case Step.Asked asked ->
                    throw new Malformed(
                            RpcError.INVALID_REQUEST, "It asks where it may not ask anything.", Optional.empty());
                case Step.Progress progress -> throw new IllegalStateException();
            };
        }
    }
}
