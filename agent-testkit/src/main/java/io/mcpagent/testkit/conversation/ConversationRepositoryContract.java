package io.mcpagent.testkit.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.ConversationRepository;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.Message.Role;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.conversation.MessagePart;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold for conversations and their messages. */
public interface ConversationRepositoryContract {
    Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");

    ConversationRepository conversations();

    TransactionPort transactions();

    IdSource ids();

    @Test
    default void findsWhatWasCreated() {
        var conversation = created();
        assertThat(conversations().find(conversation.id())).contains(conversation);
        assertThat(conversations().messages(conversation.id())).isEmpty();
    }

    @Test
    default void findsNothingElse() {
        assertThat(conversations().find(new ConversationId(ids().next()))).isEmpty();
        assertThat(conversations().messages(new ConversationId(ids().next()))).isEmpty();
    }

    @Test
    default void refusesASecondConversationWithTheSameId() {
        var conversation = created();
        assertThatThrownBy(() -> conversations().create(conversation)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void keepsMessagesInTheOrderInWhichTheyWereAppended() {
        var conversation = created();
        var other = created();
        var later = message(conversation, AT.plusSeconds(1), user("first appended"));
        var earlier = message(conversation, AT, user("second appended"));
        conversations().append(later);
        conversations().append(message(other, AT, user("elsewhere")));
        conversations().append(earlier);

        assertThat(conversations().messages(conversation.id())).containsExactly(later, earlier);
    }

    @Test
    default void listsSomebodysWithTheLastUsedFirst() {
        var first = created();
        var second = created();
        var third = created();
        conversations().create(conversation("bob", AT));
        conversations().append(message(first, AT.plusSeconds(9), user("again")));
        conversations().append(message(first, AT, user("taken over from an older one")));

        var all = conversations().of(first.owner(), Optional.empty(), 9);
        assertThat(all).extracting(Conversation::id).startsWith(first.id()).hasSize(3);
        assertThat(all.getFirst().updatedAt()).isEqualTo(AT.plusSeconds(9));
        assertThat(all.getFirst().createdAt()).isEqualTo(AT);
        assertThat(all.subList(1, 3)).extracting(Conversation::id).containsExactlyInAnyOrder(second.id(), third.id());

        var paged = Stream.iterate(
                        conversations().of(first.owner(), Optional.empty(), 1),
                        page -> !page.isEmpty(),
                        page -> conversations()
                                .of(first.owner(), Optional.of(page.getFirst().id()), 1))
                .flatMap(List::stream)
                .toList();
        assertThat(paged).isEqualTo(all);
        assertThat(conversations().of(first.owner(), Optional.of(new ConversationId(ids().next())), 9))
                .isEmpty();
    }

    @Test
    default void renames() {
        var conversation = created();
        conversations().rename(conversation.id(), "Bees \uD83D\uDC1D");
        assertThat(conversations().find(conversation.id())).hasValueSatisfying(renamed -> {
            assertThat(renamed.title()).isEqualTo("Bees \uD83D\uDC1D");
            assertThat(renamed.updatedAt()).isEqualTo(AT);
        });
        assertThatThrownBy(() -> conversations().rename(new ConversationId(ids().next()), "No"))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void remembersWhatItWasForkedFrom() {
        var fork = new Conversation(
                new ConversationId(ids().next()),
                new UserId("ada"),
                "Fork",
                Optional.of(created().id()),
                AT,
                AT);
        conversations().create(fork);
        assertThat(conversations().find(fork.id())).contains(fork);
    }

    @Test
    default void deletesAConversationWithItsMessages() {
        var gone = created();
        var kept = created();
        conversations().append(message(gone, AT, user("gone")));
        conversations().append(message(kept, AT, user("kept")));

        conversations().delete(gone.id());

        assertThat(conversations().find(gone.id())).isEmpty();
        assertThat(conversations().messages(gone.id())).isEmpty();
        assertThat(conversations().messages(kept.id())).hasSize(1);
    }

    @Test
    default void keepsThePartsWithTheirOrigins() {
        var conversation = created();
        var parts = Arrays.stream(Origin.values())
                .map(origin -> new MessagePart(
                        origin, Optional.of("source of " + origin), "text of " + origin, origin == Origin.TOOL))
                .toList();
        var asked = message(conversation, AT, user("Grüße \uD83D\uDE00\u0000\n"));
        var answered = new Message(new MessageId(ids().next()), conversation.id(), Role.ASSISTANT, parts, AT);
        conversations().append(asked);
        conversations().append(answered);

        assertThat(conversations().messages(conversation.id())).containsExactly(asked, answered);
    }

    @Test
    default void refusesAMessageWithoutItsConversation() {
        var unknown = conversation("ada", AT);
        assertThatThrownBy(() -> conversations().append(message(unknown, AT, user("lost"))))
                .isInstanceOfSatisfying(
                        NotFound.class, failure -> assertThat(failure.code()).isEqualTo("session_not_found"));
        assertThat(conversations().messages(unknown.id())).isEmpty();
    }

    @Test
    default void forgetsMessagesOfATransactionThatFailed() {
        var conversation = created();
        assertThatThrownBy(() -> transactions().write(() -> {
                    conversations().append(message(conversation, AT, user("never said")));
                    throw new IllegalStateException("the body fails");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(conversations().messages(conversation.id())).isEmpty();
    }

    private Conversation conversation(String owner, Instant at) {
        return new Conversation(new ConversationId(ids().next()), new UserId(owner), "Title", at);
    }

    private Conversation created() {
        var conversation = conversation("ada", AT);
        conversations().create(conversation);
        return conversation;
    }

    private Message message(Conversation conversation, Instant at, MessagePart part) {
        return new Message(new MessageId(ids().next()), conversation.id(), Role.USER, List.of(part), at);
    }

    private static MessagePart user(String text) {
        return new MessagePart(Origin.USER, Optional.empty(), text);
    }
}
