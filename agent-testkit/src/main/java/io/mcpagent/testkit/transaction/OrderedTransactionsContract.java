package io.mcpagent.testkit.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What those do in addition whose writes follow each other. */
public interface OrderedTransactionsContract extends TransactionPortContract {
    @Test
    default void oneThatIsHandedInMeanwhileSeesWhatWasWritten() throws Exception {
        var later = new ArrayList<FutureTask<Optional<Conversation>>>();
        var conversation = aConversation();
        transactions().write(() -> {
            conversations().create(conversation);
            later.add(handedIn(conversation.id()));
        });

        assertThat(transactions().isInOrder()).isTrue();
        assertThat(later.getFirst().get()).contains(conversation);
    }

    @Test
    default void oneThatIsHandedInMeanwhileSeesNothingOfWhatIsUndone() throws Exception {
        var later = new ArrayList<FutureTask<Optional<Conversation>>>();
        var conversation = aConversation();
        assertThatThrownBy(() -> transactions().write(() -> {
                    conversations().create(conversation);
                    later.add(handedIn(conversation.id()));
                    throw new IllegalStateException("the body fails");
                }))
                .hasMessage("the body fails");

        assertThat(later.getFirst().get()).isEmpty();
    }

    private FutureTask<Optional<Conversation>> handedIn(ConversationId id) {
        var writing = new FutureTask<>(
                () -> transactions().write(() -> conversations().find(id)));
        Thread.ofVirtual().start(writing);
        return writing;
    }
}
