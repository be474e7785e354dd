package io.mcpagent.testkit.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerSignInPort;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Signs in whoever comes back from where they were sent, and remembers them; for tests alone, as anybody can come back. */
public final class ScriptedToolServerSignIns implements ToolServerSignInPort {
    private static final Duration BEGUN_FOR = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<String, Begun> begun = new ConcurrentHashMap<>();
    private final Set<SignedIn> signedIn = ConcurrentHashMap.newKeySet();
    private final AtomicLong states = new AtomicLong();

    private record Begun(ToolServerName server, UserId user, Instant expiresAt) {}

    private record SignedIn(ToolServerName server, UserId user) {}

    public ScriptedToolServerSignIns(InstantSource clock) {
        this.clock = clock;
    }

    /** What the browser comes back with that was sent there. */
    public static String comeBack(URI at) {
        return at.getRawQuery().replaceFirst("&.*", "") + "&code=c";
    }

    /** Where that browser is sent with it. */
    public static URI sentBack(URI at) {
        var back = at.getQuery().replaceFirst(".*&redirect_uri=", "");
        return URI.create(back + "?" + comeBack(at));
    }

    public boolean isSignedIn(ToolServerName server, UserId user) {
        return signedIn.contains(new SignedIn(server, user));
    }

    @Override
    public URI begin(ToolServer server, Caller caller, URI back) {
        if (server.address() instanceof ToolServerAddress.Process)
            throw new InvalidRequest("tool_server_sign_in_unneeded", "It is a process.");
        var isHere = "http".equals(back.getScheme()) && "127.0.0.1".equals(back.getHost());
        if (!"https".equals(back.getScheme()) && !isHere)
            throw new InvalidRequest("tool_server_sign_in_impossible", "A browser comes back to https.");
        var state = "state-" + states.incrementAndGet();
        begun.put(state, new Begun(server.name(), caller.user(), clock.instant().plus(BEGUN_FOR)));
        var query = "state=%s&redirect_uri=%s".formatted(state, URLEncoder.encode(back.toString(), UTF_8));
        return URI.create("https://issuer.example/authorize?" + query);
    }

    @Override
    public ToolServerName finish(Caller caller, String given, Function<ToolServerName, ToolServer> servers) {
        var answer = given.substring(given.indexOf('?') + 1);
        if (!answer.startsWith("state=") || !answer.endsWith("&code=c"))
            throw new InvalidRequest("tool_server_sign_in_refused", "This is no answer.");
        var state = answer.substring("state=".length(), answer.length() - "&code=c".length());
        var server = Optional.ofNullable(begun.get(state))
                .filter(found -> found.user.equals(caller.user()))
                .filter(found -> begun.remove(state, found))
                .filter(found -> clock.instant().isBefore(found.expiresAt))
                .map(Begun::server)
                .orElseThrow(() -> new InvalidRequest("tool_server_sign_in_unknown", "It was not begun."));
        signedIn.add(new SignedIn(servers.apply(server).name(), caller.user()));
        return server;
    }

    @Override
    public void end(ToolServerName server, Caller caller) {
        signedIn.remove(new SignedIn(server, caller.user()));
    }
}
