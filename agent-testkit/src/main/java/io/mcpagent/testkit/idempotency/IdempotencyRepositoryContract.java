package io.mcpagent.testkit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import io.mcpagent.domain.idempotency.IdempotencyRepository;
import io.mcpagent.domain.idempotency.KeyOwner;
import io.mcpagent.domain.idempotency.UsedKey;
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for each {@link IdempotencyRepository}. */
public interface IdempotencyRepositoryContract {
    Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    KeyOwner ADA = new KeyOwner(new UserId("ada"), Optional.empty());
    KeyOwner BOB = new KeyOwner(new UserId("bob"), Optional.empty());
    KeyOwner ADAS_KEY = new KeyOwner(new UserId("ada"), Optional.of(new ApiKeyId(new UUID(0, 7))));

    IdempotencyRepository idempotency();

    TransactionPort transactions();

    private static UsedKey used(KeyOwner owner, String key, String answer, Instant at) {
        return new UsedKey(owner, new IdempotencyKey(key), new SealedSecret(answer), at);
    }

    private boolean isThere(UsedKey used) {
        return idempotency().find(used.owner(), used.key()).isPresent();
    }

    @Test
    default void eachOwnerHasKeysOfItsOwn() {
        var adas = used(ADA, "' OR 1=1 --", "one", TIME);
        var byKey = used(ADAS_KEY, "' OR 1=1 --", "two", TIME);
        idempotency().add(adas);
        idempotency().add(byKey);

        assertThat(idempotency().find(ADA, adas.key())).hasValue(adas);
        assertThat(idempotency().find(ADAS_KEY, adas.key())).hasValue(byKey);
        assertThat(idempotency().find(BOB, adas.key())).isEmpty();
        assertThat(idempotency().find(ADA, new IdempotencyKey("' or 1=1 --"))).isEmpty();
    }

    @Test
    default void ofTwoWithOneKeyTheSecondIsRefused() {
        idempotency().add(used(ADA, "k", "one", TIME));

        assertThatThrownBy(() -> idempotency().add(used(ADA, "k", "two", TIME)))
                .isInstanceOfSatisfying(
                        Conflict.class, conflict -> assertThat(conflict.code()).isEqualTo("idempotency_key_in_use"));
        assertThat(idempotency().find(ADA, new IdempotencyKey("k")))
                .hasValueSatisfying(kept -> assertThat(kept.answered().value()).isEqualTo("one"));
    }

    @Test
    default void isNotThereWhenItsTransactionFails() {
        var used = used(ADA, "k", "one", TIME);

        assertThatThrownBy(() -> transactions().write(() -> {
                    idempotency().add(used);
                    throw new IllegalArgumentException("the thing can't be made");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(isThere(used)).isFalse();
    }

    @Test
    default void removesOne() {
        var one = used(ADA, "k", "one", TIME);
        var other = used(BOB, "k", "two", TIME);
        idempotency().add(one);
        idempotency().add(other);

        idempotency().removeUntil(one.at().minusMillis(1), ADA, one.key());
        assertThat(isThere(one)).as("used later").isTrue();
        idempotency().removeUntil(one.at(), ADA, one.key());

        assertThat(isThere(one)).isFalse();
        assertThat(isThere(other)).isTrue();
    }

    @Test
    default void removesTheOldestAndNotMoreThanItMay() {
        var keys = IntStream.range(0, 6)
                .mapToObj(hours -> used(ADA, "k" + hours, "answer", TIME.plus(Duration.ofHours(hours))))
                .toList();
        keys.reversed().forEach(idempotency()::add);

        idempotency().removeBefore(TIME.plus(Duration.ofHours(4)), 3);
        assertThat(keys.stream().map(this::isThere)).containsExactly(false, false, false, true, true, true);

        idempotency().removeBefore(TIME.plus(Duration.ofHours(4)), 3);
        assertThat(keys.stream().map(this::isThere)).containsExactly(false, false, false, false, true, true);
    }
}
