package io.mcpagent.adapter.llm.conversation;

import static io.mcpagent.adapter.llm.conversation.WireServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmRequest;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever leaves a call closes its connection: the server sees it on its socket. */
class LeavingTest {
    private static final LlmRequest QUESTION = LlmRequest.of("Why?", List.of());

    private final ProviderHttp http = ProviderHttp.open();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void aSinkThatThrowsClosesTheConnection() throws Exception {
        try (var server = endless()) {
            var gone = new IllegalStateException("the reader is gone");

            assertThatThrownBy(() -> model(server).generate(QUESTION, delta -> {
                        throw gone;
                    }))
                    .isSameAs(gone);
            assertThat(server.sawAClose()).isTrue();
        }
    }

    @Test
    void anInterruptClosesTheConnectionInTheMiddleOfAReply() throws Exception {
        try (var server = WireServer.answering((request, out) -> {
            WireServer.head(out);
            WireServer.event(out, text("Because"));
        })) {
            var heard = new CountDownLatch(1);
            var asking = new Asking(model(server), heard);
            heard.await();

            asking.interrupt();

            asking.assertCancelled();
            assertThat(server.sawAClose()).isTrue();
        }
    }

    @Test
    void anInterruptClosesTheConnectionBeforeTheReply() throws Exception {
        try (var server = WireServer.answering((request, out) -> {})) {
            var asking = new Asking(model(server), new CountDownLatch(1));
            server.takeRequest();

            asking.interrupt();

            asking.assertCancelled();
            assertThat(server.sawAClose()).isTrue();
        }
    }

    @Test
    void anInterruptReachesACallOnAThreadOfTheSystem() throws Exception {
        try (var server = WireServer.answering((request, out) -> {})) {
            var asking = new Asking(Thread.ofPlatform(), model(server), new CountDownLatch(1));
            server.takeRequest();

            asking.interrupt();

            asking.assertCancelled();
            assertThat(server.sawAClose()).isTrue();
        }
    }

    @Test
    void anInterruptIsHeededThoughTheServerNeverPauses() throws Exception {
        try (var server = endless()) {
            var heard = new CountDownLatch(1);
            var asking = new Asking(model(server), heard);
            heard.await();

            asking.interrupt();

            asking.assertCancelled();
            assertThat(server.sawAClose()).isTrue();
        }
    }

    @Test
    void aServerThatFallsSilentIsLeft() throws Exception {
        try (var server = WireServer.answering((request, out) -> {
            WireServer.head(out);
            WireServer.event(out, text("Because"));
        })) {
            var model =
                    TestProviders.model(http, TestProviders.at(server.baseUrl(), TestProviders.limits(200, 60_000)));

            assertTimeout(model);
            assertThat(server.sawAClose()).isTrue();
        }
    }

    @Test
    void aServerThatNeverBeginsIsLeft() throws Exception {
        try (var server = WireServer.answering((request, out) -> {})) {
            var model =
                    TestProviders.model(http, TestProviders.at(server.baseUrl(), TestProviders.limits(200, 60_000)));

            assertTimeout(model);
            assertThat(server.sawAClose()).isTrue();
        }
    }

    @Test
    void aReplyWithoutEndIsLeftWhenItsTimeIsUp() throws Exception {
        try (var server = endless()) {
            var model =
                    TestProviders.model(http, TestProviders.at(server.baseUrl(), TestProviders.limits(60_000, 300)));

            assertTimeout(model);
            assertThat(server.sawAClose()).isTrue();
        }
    }

    private static void assertTimeout(LlmPort model) {
        assertThatThrownBy(() -> model.generate(QUESTION, delta -> {}))
                .isInstanceOfSatisfying(UpstreamFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("model_timeout");
                    assertThat(failure.retryable()).isTrue();
                });
    }

    private LlmPort model(WireServer server) {
        return TestProviders.model(http, TestProviders.at(server.baseUrl()));
    }

    /** Speaks until the other side has enough. */
    private static WireServer endless() throws Exception {
        return WireServer.answering((request, out) -> {
            WireServer.head(out);
            while (true) {
                WireServer.event(out, text("and"));
            }
        });
    }

    /** A call on a thread of its own. */
    private static final class Asking {
        private final Thread thread;
        private final AtomicReference<Object> outcome = new AtomicReference<>("none yet");
        private volatile boolean stayedInterrupted;

        Asking(LlmPort model, CountDownLatch heard) {
            this(Thread.ofVirtual(), model, heard);
        }

        Asking(Thread.Builder kind, LlmPort model, CountDownLatch heard) {
            this.thread = kind.start(() -> {
                try {
                    outcome.set(model.generate(QUESTION, delta -> heard.countDown()));
                } catch (RuntimeException failure) {
                    outcome.set(failure);
                }
                stayedInterrupted = Thread.currentThread().isInterrupted();
            });
        }

        void interrupt() {
            thread.interrupt();
        }

        void assertCancelled() throws InterruptedException {
            thread.join();
            assertThat(outcome.get()).isInstanceOf(CancellationException.class);
            assertThat(stayedInterrupted).isTrue();
        }
    }
}
