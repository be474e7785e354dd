package io.mcpagent.application.idempotency;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.Platform.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import io.mcpagent.domain.idempotency.KeyOwner;
import io.mcpagent.testkit.idempotency.InMemoryIdempotencyRepository;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
    private static final IdempotencyKey KEY = new IdempotencyKey("retry-1");

    private final Machine machine = new Machine();
    private final Platform platform = machine.start();
    private final AtomicInteger made = new AtomicInteger();

    @AfterEach
    void close() {
        platform.close();
    }

    private String make(Caller caller, String... asked) {
        return platform.idempotency
                .once(KeyedRequest.of(caller, Permission.WRITE, KEY, asked), () -> {
                    var number = made.incrementAndGet();
                    return new Made<>(number, "secret number " + number);
                })
                .answer();
    }

    @Test
    void theSameRequestIsAnsweredAsItWasFirst() {
        assertThat(make(ADA, "make", "a")).isEqualTo("secret number 1");
        assertThat(make(ADA, "make", "a")).isEqualTo("secret number 1");
        assertThat(made).hasValue(1);
    }

    @Test
    void anotherRequestWithTheKeyIsRefused() {
        make(ADA, "make", "a", "bc");

        assertFails("idempotency_key_reused", () -> make(ADA, "make", "a", "bd"));
        assertFails("idempotency_key_reused", () -> make(ADA, "make", "ab", "c"));
        assertFails("idempotency_key_reused", () -> make(ADA, "unmake", "a", "bc"));
        assertThat(made).hasValue(1);
    }

    @Test
    void nobodyIsAnsweredWhatAnotherWas() {
        var byKey = ADA.with(new ApiKeyId(new UUID(0, 1)));

        assertThat(make(ADA, "make")).isEqualTo("secret number 1");
        assertThat(make(BOB, "make")).isEqualTo("secret number 2");
        assertThat(make(byKey, "make")).isEqualTo("secret number 3");
        assertThat(make(ADA, "make")).isEqualTo("secret number 1");
    }

    @Test
    void whoMayNoLongerIsNotAnsweredEither() {
        make(ADA, "make");
        var demoted = new Caller(ADA.user(), Set.of(Role.VIEWER), Optional.empty());

        assertThatThrownBy(() -> make(demoted, "make")).isInstanceOf(AgentFailure.class);
        assertThat(platform.denials).hasSize(1);
    }

    @Test
    void whatFailedIsDoneWhenItIsAskedAgain() {
        var request = KeyedRequest.of(ADA, Permission.WRITE, KEY, "make");
        assertThatThrownBy(() -> platform.idempotency.once(request, () -> {
                    throw new IllegalArgumentException("not today");
                }))
                .hasMessage("not today");

        assertThat(make(ADA, "make")).isEqualTo("secret number 1");
    }

    @Test
    void twentyAtOnceMakeOne() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 20)
                    .<Callable<String>>mapToObj(n -> () -> make(ADA, "make"))
                    .toList());
            for (var answer : answers) assertThat(answer.get()).isEqualTo("secret number 1");
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void aKeyIsForgottenAfterADayAndSweptAway() {
        make(ADA, "make");
        machine.time.advance(Idempotency.KEPT.minus(Duration.ofMinutes(1)));
        assertThat(make(ADA, "make")).isEqualTo("secret number 1");

        machine.time.advance(Duration.ofMinutes(2));
        assertThat(make(BOB, "make")).isEqualTo("secret number 2");
        assertThat(new InMemoryIdempotencyRepository(machine.store).find(KeyOwner.of(ADA), KEY))
                .isEmpty();
        assertThat(make(ADA, "make", "other")).isEqualTo("secret number 3");
    }

    @Test
    void neitherWhatWasAskedNorTheAnswerIsStoredInClear() {
        make(ADA, "make", "a password");

        var stored = new InMemoryIdempotencyRepository(machine.store)
                .find(KeyOwner.of(ADA), KEY)
                .orElseThrow();
        var fingerprint = KeyedRequest.of(ADA, Permission.WRITE, KEY, "make", "a password")
                .fingerprint()
                .value();
        assertThat(stored.toString()).doesNotContain("secret number", "password", fingerprint);
    }

    private static void assertFails(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AgentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
