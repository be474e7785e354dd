package io.mcpagent.application.idempotency;

import io.mcpagent.application.access.Authorization;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.idempotency.IdempotencyRepository;
import io.mcpagent.domain.idempotency.UsedKey;
import io.mcpagent.domain.llm.TextHash;
import io.mcpagent.domain.transaction.TransactionPort;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers a request that is sent again as it was answered first, for a day. What a key stands for is written in the same
 * transaction as the key, so that nothing is made twice wherever a process is killed, and whoever else sends the key at
 * once. Of two that do the second waits for the first, by the database, and is answered as that was.
 *
 * <p>What was asked and answered is sealed: a fingerprint of a request that has a password is one of the password, and an
 * answer may hold an invitation or an API key.
 */
public final class Idempotency {
    static final Duration KEPT = Duration.ofHours(24);
    /** With each key that is added so many old ones go, so that they never become many. */
    private static final int SWEPT = 100;

    private final Authorization authorization;
    private final IdempotencyRepository keys;
    private final TransactionPort transactions;
    private final SecretPort secrets;
    private final InstantSource clock;

    public Idempotency(
            Authorization authorization,
            IdempotencyRepository keys,
            TransactionPort transactions,
            SecretPort secrets,
            InstantSource clock) {
        this.authorization = authorization;
        this.keys = keys;
        this.transactions = transactions;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Makes something, unless an earlier request did.
     *
     * @param work called in a transaction, so that it writes to nothing but repositories, and what it throws undoes it
     * @throws Conflict with code {@code idempotency_key_reused} where the key came with another request
     */
    public <T> Once<T> once(KeyedRequest request, Supplier<Made<T>> work) {
        var before = earlier(request);
        if (before.isPresent()) return new Once<>(before.get(), Optional.empty());
        try {
            return transactions.write(() -> {
                var meanwhile = find(request);
                if (meanwhile.isPresent()) return new Once<T>(meanwhile.get(), Optional.empty());
                var made = work.get();
                add(request, made.answer());
                return new Once<>(made.answer(), Optional.of(made.thing()));
            });
        } catch (RuntimeException failure) {
            return new Once<>(elsewhere(request, failure), Optional.empty());
        }
    }

    /**
     * The same for what is made outside the database, before the key is written.
     *
     * @param work called outside a transaction; for what it has made before, it answers as it did then
     */
    public String onceAtLeast(KeyedRequest request, Supplier<String> work) {
        var before = earlier(request);
        if (before.isPresent()) return before.get();
        try {
            var answer = work.get();
            return transactions.write(() -> {
                var meanwhile = find(request);
                if (meanwhile.isEmpty()) add(request, answer);
                return meanwhile.orElse(answer);
            });
        } catch (RuntimeException failure) {
            return elsewhere(request, failure);
        }
    }

    /**
     * How the request was answered, if it was.
     *
     * @throws Conflict with code {@code idempotency_key_reused}
     */
    public Optional<String> earlier(KeyedRequest request) {
        authorization.require(request.caller(), request.needed());
        return transactions.read(() -> find(request));
    }

    /** Where it failed because another node did the same at once, that one's answer. */
    private String elsewhere(KeyedRequest request, RuntimeException failure) {
        var theirs = Optional.<String>empty();
        try {
            theirs = transactions.read(() -> find(request));
        } catch (UpstreamFailure alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
        return theirs.orElseThrow(() -> failure);
    }

    private Optional<String> find(KeyedRequest request) {
        return keys.find(request.owner(), request.key())
                .filter(used -> used.at().plus(KEPT).isAfter(clock.instant()))
                .map(used -> opened(request, used));
    }

    private String opened(KeyedRequest request, UsedKey used) {
        var text = new String(secrets.open(purpose(request), used.answered()), StandardCharsets.UTF_8);
        var length = request.fingerprint().value().length();
        if (!new TextHash(text.substring(0, length)).equals(request.fingerprint()))
            throw new Conflict(
                    "idempotency_key_reused",
                    "Another request was sent with this Idempotency-Key. Send each request with a key of its own.");
        return text.substring(length);
    }

    private void add(KeyedRequest request, String answer) {
        var now = clock.instant();
        var text = request.fingerprint().value() + answer;
        var sealed = secrets.seal(purpose(request), text.getBytes(StandardCharsets.UTF_8));
        keys.removeUntil(now.minus(KEPT), request.owner(), request.key());
        keys.add(new UsedKey(request.owner(), request.key(), sealed, now));
        keys.removeBefore(now.minus(KEPT), SWEPT);
    }

    /** An answer opens for its own key alone. */
    private static String purpose(KeyedRequest request) {
        var owner = request.owner();
        var via = owner.via().map(key -> key.value().toString()).orElse("");
        return "answer to %s, %s, %s"
                .formatted(owner.user().value(), via, request.key().value());
    }
}
