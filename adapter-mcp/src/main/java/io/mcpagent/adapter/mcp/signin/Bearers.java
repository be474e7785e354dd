package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.adapter.mcp.signin.SignInStore.Stored;
import io.mcpagent.adapter.mcp.signin.TokenEndpoint.Outcome;
import io.mcpagent.domain.access.SecretSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Keeps tokens fresh. Of all that need one at once, here or on other nodes, one renews it: a refresh token that is used
 * twice looks stolen, and ends the sign-in at servers that rotate them.
 *
 * <p>Whoever renews holds a lease in the records. When it dies after the server has rotated the token and before the new
 * one was stored, that one is lost: the next to come, when the lease is over, uses the old one, is refused, and the user has
 * to sign in again. No order of steps avoids that, as the server forgets the old token by itself.
 */
final class Bearers {
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int STRIPES = 64;

    private final SignInStore store;
    private final TokenEndpoint tokens;
    private final SecretSource secrets;
    private final InstantSource clock;
    private final ReentrantLock[] locks =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    Bearers(SignInStore store, TokenEndpoint tokens, SecretSource secrets, InstantSource clock) {
        this.store = store;
        this.tokens = tokens;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * The sign-in with a token that has not expired and is not the one that a server refused; empty where a person has to
     * sign in.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure where that can't be told now
     */
    Optional<SignedIn> current(Account account, Optional<String> refused) {
        var found = store.find(account).held().signedIn();
        if (found.isEmpty() || isGood(found.get(), refused)) return found;
        return alone(account, () -> renewed(account, refused));
    }

    private boolean isGood(SignedIn signedIn, Optional<String> refused) {
        return signedIn.tokens().isGoodAt(clock.instant()) && !signedIn.isWith(refused);
    }

    private Optional<SignedIn> renewed(Account account, Optional<String> refused) {
        while (true) {
            var stored = store.find(account);
            var signedIn = stored.held().signedIn();
            if (signedIn.isEmpty() || isGood(signedIn.get(), refused)) return signedIn;
            var refresh = signedIn.get().tokens().refresh();
            if (refresh.isEmpty() || !proof(account).knows(signedIn.get().client())) return Optional.empty();
            var now = clock.instant();
            if (stored.isLeasedAt(now)) {
                pause();
            } else if (store.put(account, stored, stored.held(), Optional.of(now.plus(LEASE)))) {
                renew(account, signedIn.get(), refresh.get());
                // Also where the new one is no better: once is enough.
                return store.find(account).held().signedIn();
            }
        }
    }

    private void renew(Account account, SignedIn before, String refresh) {
        Outcome outcome;
        try {
            outcome = tokens.refresh(before, proof(account), refresh);
        } catch (RuntimeException e) {
            // It is not known whether the server got it; the next one finds out.
            replace(account, refresh, held -> held);
            throw e;
        }
        switch (outcome) {
            case Outcome.Issued(var issued) ->
                replace(account, refresh, held -> held.renewed(before.with(issued.keeping(Optional.of(refresh)))));
            case Outcome.Denied(var error) -> replace(account, refresh, held -> without(held, before, error));
        }
    }

    /** Ends the lease, too. Where the user signed in anew meanwhile, or out, that holds. */
    private void replace(Account account, String refresh, UnaryOperator<Held> body) {
        Stored stored;
        do {
            stored = store.find(account);
            var isStill = stored.held()
                    .signedIn()
                    .filter(signedIn -> signedIn.tokens().refresh().equals(Optional.of(refresh)))
                    .isPresent();
            if (!isStill) return;
        } while (!store.put(account, stored, body.apply(stored.held()), Optional.empty()));
    }

    private static Held without(Held held, SignedIn before, String error) {
        var signedOut = held.signedOut();
        // The server has forgotten us.
        return error.equals("invalid_client")
                ? signedOut.unknownTo(before.issuer().name())
                : signedOut;
    }

    ClientProof proof(Account account) {
        return new ClientProof(account.entry(), secrets, clock);
    }

    /** One at a time of those of this process that are concerned with one account. */
    <T> T alone(Account account, Supplier<T> body) {
        var lock = locks[Math.floorMod(Objects.hash(account.server(), account.user()), STRIPES)];
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static CancellationException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        var cancelled = new CancellationException("interrupted while waiting for a token");
        cancelled.initCause(cause);
        return cancelled;
    }
}
