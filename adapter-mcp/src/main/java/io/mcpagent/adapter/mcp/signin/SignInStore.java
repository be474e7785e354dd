package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.tool.PendingToolServerSignIn;
import io.mcpagent.domain.tool.PendingToolServerSignInRepository;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerSignIn;
import io.mcpagent.domain.tool.ToolServerSignInRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is kept of sign-ins, sealed for the server and the user that it belongs to. */
final class SignInStore {
    private static final int TRIES = 20;
    private static final Duration BEGUN_FOR = Duration.ofMinutes(10);

    private final ToolServerSignInRepository signIns;
    private final PendingToolServerSignInRepository pending;
    private final SecretPort secrets;
    private final InstantSource clock;

    SignInStore(
            ToolServerSignInRepository signIns,
            PendingToolServerSignInRepository pending,
            SecretPort secrets,
            InstantSource clock) {
        this.signIns = signIns;
        this.pending = pending;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * As it stands in the records.
     *
     * @param version 0 where there is nothing yet
     */
    record Stored(Held held, long version, Optional<Instant> leasedUntil) {
        boolean isLeasedAt(Instant now) {
            return leasedUntil.filter(now::isBefore).isPresent();
        }
    }

    /** Of a server that has moved to another address nothing is handed out. */
    Stored find(Account account) {
        return signIns.find(account.server(), account.user())
                .map(row -> {
                    var held = SignInJson.held(secrets.open(purpose(account), row.content()));
                    var isThis = held.url().equals(account.url());
                    return new Stored(isThis ? held : Held.nothing(account.url()), row.version(), row.leasedUntil());
                })
                .orElseGet(() -> new Stored(Held.nothing(account.url()), 0, Optional.empty()));
    }

    /**
     * Replaces what was found.
     *
     * @return whether nobody else changed it since
     */
    boolean put(Account account, Stored before, Held next, Optional<Instant> leasedUntil) {
        return signIns.put(new ToolServerSignIn(
                account.server(),
                account.user(),
                secrets.seal(purpose(account), SignInJson.of(next)),
                before.version + 1,
                leasedUntil));
    }

    /** Changes it, whoever else does too. */
    void change(Account account, UnaryOperator<Held> body) {
        for (var tries = 0; tries < TRIES; tries++) {
            var before = find(account);
            var next = body.apply(before.held);
            if (before.version > 0 && next.equals(before.held)) return;
            if (put(account, before, next, before.leasedUntil)) return;
        }
        throw new Conflict(
                "tool_server_sign_in_busy",
                "Too much is going on with the sign-in to %s. Try again."
                        .formatted(account.server().value()));
    }

    void remove(ToolServerName server, Caller caller) {
        signIns.remove(server, caller.user());
    }

    void begin(Account account, String state, Begun begun) {
        var now = clock.instant();
        pending.deleteExpired(now);
        var hash = hash(state, account.user().value());
        pending.add(new PendingToolServerSignIn(
                hash,
                account.server(),
                account.user(),
                secrets.seal(
                        PendingToolServerSignIn.purpose(hash, account.server(), account.user()), SignInJson.of(begun)),
                now.plus(BEGUN_FOR)));
    }

    /** A sign-in that comes back. */
    record Back(ToolServerName server, Begun begun) {}

    /** Once only, and only for whoever began it: to another, who may know the state, it is not there. */
    Optional<Back> take(String state, Caller caller) {
        var hash = hash(state, caller.user().value());
        return pending.take(hash)
                .filter(found -> found.user().equals(caller.user()))
                .filter(found -> !found.isExpired(clock.instant()))
                .map(found ->
                        new Back(found.server(), SignInJson.begun(secrets.open(found.purpose(), found.content()))));
    }

    /** With the user in it nobody takes away what another began, though taking is one step. */
    private static SecretHash hash(String state, String user) {
        return SecretHash.of(state + " of " + user);
    }

    private static String purpose(Account account) {
        return ToolServerSignIn.purpose(account.server(), account.user());
    }
}
