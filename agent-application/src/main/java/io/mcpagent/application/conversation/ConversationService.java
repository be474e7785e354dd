package io.mcpagent.application.conversation;

import io.mcpagent.application.access.Audited;
import io.mcpagent.application.run.RunAccess;
import io.mcpagent.application.run.RunPorts;
import io.mcpagent.application.transaction.Expected;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.conversation.MessagePart;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.retrieval.Citation;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Conversations after they were begun. Somebody else's is not found. */
public final class ConversationService {
    private final RunAccess access;
    private final RunPorts ports;
    private final IdSource ids;
    private final InstantSource clock;

    public ConversationService(RunAccess access, RunPorts ports, IdSource ids, InstantSource clock) {
        this.access = access;
        this.ports = ports;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The caller's, the last used first.
     *
     * @param after only those that follow this one in that order
     * @throws NotFound with code {@code session_not_found} when there is no such one
     */
    public List<Conversation> conversations(Caller caller, Optional<ConversationId> after, int limit) {
        access.authorization().require(caller, Permission.READ);
        after.ifPresent(id -> find(caller, id));
        return ports.conversations().of(caller.user(), after, limit);
    }

    /**
     * One of the caller's.
     *
     * @throws NotFound with code {@code session_not_found}
     */
    public Conversation find(Caller caller, ConversationId id) {
        return new OwnedConversations(ports.conversations(), access.authorization()).find(caller, id);
    }

    /**
     * In the order in which they were said; the source of an answer is its run.
     *
     * @throws NotFound with code {@code session_not_found}
     */
    public List<Message> messages(Caller caller, ConversationId id) {
        return ports.conversations().messages(find(caller, id).id());
    }

    /**
     * Gives it another title.
     *
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code title_invalid}
     */
    public Conversation rename(Caller caller, ConversationId id, String title) {
        return rename(caller, id, title, Expected.anything());
    }

    /**
     * The same to one that is as expected.
     *
     * @throws Conflict with code {@code precondition_failed}
     */
    public Conversation rename(Caller caller, ConversationId id, String title, Expected<Conversation> expected) {
        access.authorization().require(caller, Permission.ASK);
        find(caller, id);
        var checked = Title.checked(title);
        return ports.transactions().write(() -> {
            expected.require(ports.conversations().find(id));
            ports.conversations().rename(id, checked);
            ports.trail().done(caller, Audited.SESSION_RENAMED, Audited.session(id));
            return find(caller, id);
        });
    }

    /**
     * All that was said, with what the answers rest on, as far as the caller may still read that.
     *
     * @throws NotFound with code {@code session_not_found}
     */
    public Export export(Caller caller, ConversationId id) {
        var conversation = find(caller, id);
        return new Export(
                conversation,
                ports.conversations().messages(id).stream()
                        .map(message -> new Export.Said(message, citations(caller, message)))
                        .toList());
    }

    private List<Citation> citations(Caller caller, Message message) {
        return message.parts().stream()
                .filter(part -> part.origin() == MessagePart.Origin.MODEL)
                .flatMap(part -> part.source().stream())
                .flatMap(run -> access.read(caller, ports.runs().read(new RunId(UUID.fromString(run)), 0)).stream())
                .map(RecordedEvent::event)
                .filter(AnswerCompleted.class::isInstance)
                .flatMap(answer -> ((AnswerCompleted) answer).citations().stream())
                .toList();
    }

    /**
     * Begins another conversation with the messages of this one.
     *
     * @param upTo the last message to take over; all when empty
     * @throws NotFound with code {@code session_not_found} or {@code message_not_found}
     */
    public Conversation fork(Caller caller, ConversationId id, Optional<MessageId> upTo) {
        access.authorization().require(caller, Permission.ASK);
        var origin = find(caller, id);
        var messages = upTo(ports.conversations().messages(id), upTo);
        var now = clock.instant();
        var fork = new Conversation(
                new ConversationId(ids.next()), caller.user(), origin.title(), Optional.of(id), now, now);
        ports.transactions().write(() -> {
            ports.conversations().create(fork);
            ports.trail().done(caller, Audited.SESSION_FORKED, Audited.session(fork.id()));
            messages.forEach(message -> ports.conversations()
                    .append(new Message(
                            new MessageId(ids.next()), fork.id(), message.role(), message.parts(), message.at())));
        });
        return find(caller, fork.id());
    }

    private static List<Message> upTo(List<Message> messages, Optional<MessageId> last) {
        if (last.isEmpty()) return messages;
        var taken = new ArrayList<Message>();
        for (var message : messages) {
            taken.add(message);
            if (message.id().equals(last.get())) return taken;
        }
        throw new NotFound(
                "message_not_found", "The session has no message " + last.get().value() + ".");
    }

    /**
     * Deletes a conversation with its messages and the logs of its runs.
     *
     * @throws Conflict with code {@code session_busy} while one of its runs is under way or waits for a person
     */
    public void delete(Caller caller, ConversationId id) {
        delete(caller, id, Expected.anything());
    }

    /**
     * The same of one that is as expected.
     *
     * @throws Conflict also with code {@code precondition_failed}
     */
    public void delete(Caller caller, ConversationId id, Expected<Conversation> expected) {
        access.authorization().require(caller, Permission.ASK);
        find(caller, id);
        if (!ports.runs().in(id).stream().allMatch(run -> run.status().isEnd()))
            throw new Conflict("session_busy", "A run of the session is under way, or waits for you. Cancel it first.");
        ports.transactions().write(() -> {
            // Runs first, as whoever ends one locks it before its conversation.
            ports.runs().deleteOf(id);
            expected.require(ports.conversations().find(id));
            ports.conversations().delete(id);
            ports.trail().done(caller, Audited.SESSION_DELETED, Audited.session(id));
        });
    }
}
