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
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every inbox must do. */
public interface InboxRepositoryContract {
    Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");

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
        var call = new ToolCall("1", "send", Json.object().with("to", Json.of("Grüße \u0000")));
        var request = new InputRequest.UnknownOutcome(new InputRequestId(ids().next()), call);
        return new InboxEntry(request, new RunId(ids().next()), new UserId(owner), at);
    }
}
