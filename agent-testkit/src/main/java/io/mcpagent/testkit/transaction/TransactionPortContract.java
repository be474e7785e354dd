package io.mcpagent.testkit.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.ConversationRepository;
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What transactions must do, shown on conversations. */
public interface TransactionPortContract {
    TransactionPort transactions();

    ConversationRepository conversations();

    IdSource ids();

    @Test
    default void keepsWhatABodyWrote() {
        var conversation = aConversation();

        var result = transactions().write(() -> {
            conversations().create(conversation);
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(conversations().find(conversation.id())).contains(conversation);
    }

    @Test
    default void seesItsOwnWritesInTheBody() {
        var conversation = aConversation();
        var seen = transactions().write(() -> {
            conversations().create(conversation);
            return transactions().read(() -> conversations().find(conversation.id()));
        });
        assertThat(seen).contains(conversation);
    }

    @Test
    default void leavesNothingBehindWhenTheBodyThrows() {
        var conversation = aConversation();
        var thrown = new IllegalStateException("the body fails");

        assertThatThrownBy(() -> transactions().write(() -> {
                    conversations().create(conversation);
                    throw thrown;
                }))
                .isSameAs(thrown);

        assertThat(conversations().find(conversation.id())).isEmpty();
    }

    @Test
    default void leavesNothingBehindWhenTheBodyThrowsAnError() {
        var conversation = aConversation();
        var thrown = new AssertionError("the body fails");

        assertThatThrownBy(() -> transactions().write(() -> {
                    conversations().create(conversation);
                    throw thrown;
                }))
                .isSameAs(thrown);

        assertThat(conversations().find(conversation.id())).isEmpty();
    }

    @Test
    default void aNestedWriteJoinsTheOuterOne() {
        var inner = aConversation();
        assertThatThrownBy(() -> transactions().write(() -> {
                    transactions().write(() -> conversations().create(inner));
                    throw new IllegalStateException("the outer body fails after the inner one");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(conversations().find(inner.id())).isEmpty();
    }

    @Test
    default void aNestedWriteThatFailedCannotBeSwallowed() {
        var conversation = aConversation();
        Runnable failing = () -> {
            throw new IllegalArgumentException("the inner body fails");
        };
        assertThatThrownBy(() -> transactions().write(() -> {
                    conversations().create(conversation);
                    assertThatThrownBy(() -> transactions().write(failing))
                            .isInstanceOf(IllegalArgumentException.class);
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(conversations().find(conversation.id())).isEmpty();
    }

    @Test
    default void aBodyThatReadsMayNotWrite() {
        var conversation = aConversation();
        Supplier<Boolean> writes = () -> {
            conversations().create(conversation);
            return true;
        };
        assertThatThrownBy(() -> transactions().read(writes)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transactions().read(() -> transactions().write(writes)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(conversations().find(conversation.id())).isEmpty();
    }

    @Test
    default void oneThatIsBegunIsKept() {
        var conversation = aConversation();
        var begun = transactions().begin(() -> conversations().create(conversation));
        begun.ifLost(() -> {
            throw new AssertionError("it is not lost");
        });
        begun.await();

        assertThat(conversations().find(conversation.id())).contains(conversation);
    }

    @Test
    default void whatIsWrittenAfterOneThatIsBegunSeesWhatItDid() {
        var conversation = aConversation();
        transactions().begin(() -> conversations().create(conversation));

        Supplier<Optional<Conversation>> look = () -> conversations().find(conversation.id());
        assertThat(transactions().write(look)).contains(conversation);
    }

    @Test
    default void oneThatIsBegunAndFailsThrowsWhatItsBodyThrewAndLeavesNothingBehind() {
        var conversation = aConversation();
        var thrown = new IllegalStateException("the body fails");

        assertThatThrownBy(() -> transactions()
                        .begin(() -> {
                            conversations().create(conversation);
                            throw thrown;
                        })
                        .await())
                .isSameAs(thrown);

        assertThat(conversations().find(conversation.id())).isEmpty();
    }

    @Test
    default void noneIsBegunWithinAnother() {
        assertThatThrownBy(() -> transactions().write(() -> {
                    transactions().begin(() -> {});
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void worksOnAfterABodyFailed() {
        var conversation = aConversation();
        Runnable failing = () -> {
            throw new IllegalArgumentException("the body fails");
        };
        assertThatThrownBy(() -> transactions().write(failing)).isInstanceOf(IllegalArgumentException.class);
        transactions().write(() -> conversations().create(conversation));

        assertThat(conversations().find(conversation.id())).contains(conversation);
    }

    @Test
    default void readsOneSnapshotWhileOthersCommit() throws Exception {
        var conversation = aConversation();
        var committed = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = threads.submit(() -> {
                await(begun);
                conversations().create(conversation);
                committed.countDown();
            });
            Supplier<List<Optional<Conversation>>> twice = () -> {
                var before = conversations().find(conversation.id());
                begun.countDown();
                await(committed);
                return List.of(before, conversations().find(conversation.id()));
            };
            assertThat(transactions().read(twice)).containsExactly(Optional.empty(), Optional.empty());
            writing.get();
        }
        assertThat(conversations().find(conversation.id())).contains(conversation);
    }

    @Test
    default void ofManyWhoChangeWhatTheyReadAllButOneSeeThatItChanged() throws Exception {
        var conversation = aConversation();
        conversations().create(conversation);
        Callable<Boolean> change = () -> transactions().write(() -> {
            var isFirst = conversations().find(conversation.id()).equals(Optional.of(conversation));
            if (isFirst) conversations().rename(conversation.id(), "Another title");
            return isFirst;
        });
        var firsts = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(Collections.nCopies(8, change))) {
                if (each.get()) firsts++;
            }
        }
        assertThat(firsts).isOne();
    }

    @Test
    default void keepsTheWritesOfManyThreads() throws Exception {
        var written = new ArrayList<Future<ConversationId>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 50; i++) {
                written.add(threads.submit(() -> transactions().write(() -> {
                    var conversation = aConversation();
                    conversations().create(conversation);
                    return conversation.id();
                })));
            }
        }
        for (var id : written) {
            assertThat(conversations().find(id.get())).isPresent();
        }
    }

    @Test
    default void anInterruptOfTheCallerLeavesTheTransactionWholeAndTheFlagSet() throws InterruptedException {
        var ids = new ConcurrentHashMap<ConversationId, Boolean>();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 50; i++) {
            threads.add(Thread.ofVirtual().unstarted(() -> {
                var first = aConversation();
                var second = aConversation();
                transactions().write(() -> {
                    conversations().create(first);
                    conversations().create(second);
                });
                ids.put(first.id(), isInterruptedByNow());
                ids.put(second.id(), conversations().find(second.id()).isPresent());
            }));
        }
        for (var thread : threads) {
            thread.start();
            thread.interrupt();
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(ids).hasSize(100).doesNotContainValue(false);
        assertThat(ids.keySet())
                .allSatisfy(id -> assertThat(conversations().find(id)).isPresent());
    }

    default Conversation aConversation() {
        return new Conversation(
                new ConversationId(ids().next()),
                new UserId("ada"),
                "Title",
                Instant.parse("2026-01-01T00:00:00.123456Z"));
    }

    /** The write may have been faster than the interrupt. */
    private static boolean isInterruptedByNow() {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!Thread.currentThread().isInterrupted() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return Thread.currentThread().isInterrupted();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) throw new AssertionError("waited for 10 s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
