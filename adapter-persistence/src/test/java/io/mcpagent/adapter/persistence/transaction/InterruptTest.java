package io.mcpagent.adapter.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.Message.Role;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.conversation.MessagePart;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class InterruptTest extends SqliteInstallation {
    private static final int THREADS = 100;

    @Test
    void aVirtualThreadThatIsInterruptedKeepsItsTransactionWholeAndItsFlag() throws InterruptedException {
        var ids = new ArrayList<ConversationId>();
        var flags = new ConcurrentLinkedQueue<Boolean>();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < THREADS; i++) {
            var id = new ConversationId(ids().next());
            ids.add(id);
            threads.add(Thread.ofVirtual().unstarted(() -> {
                write(id);
                flags.add(Thread.currentThread().isInterrupted());
                assertThat(conversations().messages(id)).hasSize(1);
            }));
        }
        for (var thread : threads) {
            thread.start();
            thread.interrupt();
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(flags).hasSize(THREADS).containsOnly(true);
        assertThat(ids)
                .allSatisfy(id -> assertThat(conversations().messages(id)).hasSize(1));
    }

    private void write(ConversationId id) {
        transactions().write(() -> {
            conversations().create(new Conversation(id, new UserId("ada"), Instant.EPOCH));
            var part = new MessagePart(Origin.USER, Optional.empty(), "Why?");
            conversations()
                    .append(new Message(new MessageId(ids().next()), id, Role.USER, List.of(part), Instant.EPOCH));
        });
    }
}
