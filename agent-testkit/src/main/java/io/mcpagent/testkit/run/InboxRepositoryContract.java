package io.mcpagent.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.InboxRepository;
import io.mcpagent.domain.run.InputRequest;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolQuestion;
import io.mcpagent.domain.transaction.TransactionPort;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every inbox must do. */
public interface InboxRepositoryContract {
    Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");

    ToolCall CALL = new ToolCall("1", "send", Json.object().with("to", Json.of("Grüße \u0000")));

    InboxRepository inbox();

    TransactionPort transactions();

    IdSource ids();

    @Test
    default void listsWhatWaitsForAPersonOldestFirst() {
        var later = entry("ada", AT.plusSeconds(1));
        var earlier = entry("ada", AT);
        inbox().add(List.of(earlier));
        inbox().add(List.of(later, entry("bob", AT)));

        assertThat(inbox().of(new UserId("ada"))).containsExactly(earlier, later);
        assertThat(inbox().of(new UserId("eve"))).isEmpty();
    }

    @Test
    default void findsAnEntryUntilItIsAnswered() {
        var entry = entry("ada", AT);
        inbox().add(List.of(entry));
        assertThat(inbox().find(entry.request().id())).contains(entry);

        inbox().remove(entry.request().id());

        assertThat(inbox().find(entry.request().id())).isEmpty();
        assertThat(inbox().of(new UserId("ada"))).isEmpty();
    }

    @Test
    default void findsWhatHasWaitedLongEnough() {
        var soon = expiring(AT.plusSeconds(1));
        var later = expiring(AT.plusSeconds(2));
        var never = entry("ada", AT);
        inbox().add(List.of(later, soon, never));

        assertThat(inbox().expired(AT)).isEmpty();
        assertThat(inbox().expired(AT.plusSeconds(1))).containsExactly(soon);
        assertThat(inbox().expired(AT.plusSeconds(1_000_000))).containsExactly(soon, later);
    }

    @Test
    default void keepsEachKindOfQuestionAsItWasAsked() {
        var schema = Json.object().with("type", Json.of("object"));
        var questions = List.of(
                new ToolQuestion.Form("a", "Grüße \u0000", schema),
                new ToolQuestion.Visit("b", "Open.", URI.create("https://example.org/?q=%20x")),
                new ToolQuestion.Sample("c", schema));
        var entries = questions.stream()
                .map(question -> new InboxEntry(
                        new InputRequest.AskedByTool(
                                new InputRequestId(ids().next()), CALL, 2, Optional.of("state"), question, AT),
                        new RunId(ids().next()),
                        new UserId("ada"),
                        AT))
                .toList();
        inbox().add(entries);

        assertThat(inbox().of(new UserId("ada"))).containsExactlyInAnyOrderElementsOf(entries);
    }

    private InboxEntry expiring(Instant at) {
        var request = new InputRequest.ApproveCall(new InputRequestId(ids().next()), CALL, "it acts", at);
        return new InboxEntry(request, new RunId(ids().next()), new UserId("ada"), AT);
    }

    @Test
    default void forgetsAllThatARunAsked() {
        var one = entry("ada", AT);
        var same = new InboxEntry(entry("ada", AT).request(), one.run(), one.owner(), AT);
        var other = entry("ada", AT);
        inbox().add(List.of(one, same, other));

        inbox().removeOf(one.run());

        assertThat(inbox().of(new UserId("ada"))).containsExactly(other);
    }

    @Test
    default void forgetsWhatATransactionThatFailedAdded() {
        var entry = entry("ada", AT);
        assertThatThrownBy(() -> transactions().write(() -> {
                    inbox().add(List.of(entry));
                    throw new IllegalStateException("the body fails");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(inbox().find(entry.request().id())).isEmpty();
    }

    private InboxEntry entry(String owner, Instant at) {
        var request = new InputRequest.UnknownOutcome(new InputRequestId(ids().next()), CALL);
        return new InboxEntry(request, new RunId(ids().next()), new UserId(owner), at);
    }
}
