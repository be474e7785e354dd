package io.mcpagent.testkit.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.tool.PendingToolServerSignIn;
import io.mcpagent.domain.tool.PendingToolServerSignInRepository;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What must hold for sign-ins that were begun. */
public interface PendingToolServerSignInRepositoryContract {
    Instant END = Instant.parse("2026-02-01T00:00:00.123456Z");

    PendingToolServerSignInRepository pendingToolServerSignIns();

    ToolServerRepository toolServers();

    private void haveServers() {
        for (var server : List.of("wiki", "mail")) toolServers().save(SampleToolServers.remote(server));
    }

    private static PendingToolServerSignIn pending(String state, String server, Instant end) {
        return new PendingToolServerSignIn(
                SecretHash.of(state), new ToolServerName(server), new UserId("ada"), new SealedSecret(state), end);
    }

    private boolean isThere(PendingToolServerSignIn pending) {
        return pendingToolServerSignIns().take(pending.state()).isPresent();
    }

    @Test
    default void isTakenOnce() {
        haveServers();
        var one = pending("a", "wiki", END);
        var other = pending("b", "wiki", END);
        pendingToolServerSignIns().add(one);
        pendingToolServerSignIns().add(other);

        assertThat(pendingToolServerSignIns().take(one.state())).contains(one);
        assertThat(pendingToolServerSignIns().take(one.state())).isEmpty();
        assertThat(pendingToolServerSignIns().take(other.state())).contains(other);
    }

    @Test
    default void ofManyWhoTakeItAtOnceOneGetsIt() throws ExecutionException, InterruptedException {
        haveServers();
        var one = pending("a", "wiki", END);
        pendingToolServerSignIns().add(one);

        var takes = new ArrayList<Future<Optional<PendingToolServerSignIn>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 8; i++)
                takes.add(threads.submit(() -> pendingToolServerSignIns().take(one.state())));
        }

        var taken = 0;
        for (var take : takes) taken += take.get().isPresent() ? 1 : 0;
        assertThat(taken).isEqualTo(1);
    }

    @Test
    default void forgetsWhatHasExpired() {
        haveServers();
        var early = pending("a", "wiki", END);
        var late = pending("b", "wiki", END.plusMillis(1));
        pendingToolServerSignIns().add(early);
        pendingToolServerSignIns().add(late);

        pendingToolServerSignIns().deleteExpired(END);

        assertThat(isThere(early)).isFalse();
        assertThat(isThere(late)).isTrue();
    }

    @Test
    default void goesWithItsServer() {
        haveServers();
        var wikis = pending("a", "wiki", END);
        var mails = pending("b", "mail", END);
        pendingToolServerSignIns().add(wikis);
        pendingToolServerSignIns().add(mails);

        pendingToolServerSignIns().removeAll(new ToolServerName("wiki"));

        assertThat(isThere(wikis)).isFalse();
        assertThat(isThere(mails)).isTrue();
    }

    @Test
    default void isReplacedWhileItIsThere() {
        haveServers();
        var one = pending("a", "wiki", END);
        var other = pending("b", "mail", END);
        pendingToolServerSignIns().add(one);
        pendingToolServerSignIns().add(other);
        var anew = new PendingToolServerSignIn(
                one.state(), one.server(), one.user(), new SealedSecret("anew"), END.plusMillis(1));

        pendingToolServerSignIns().replace(anew);
        assertThat(pendingToolServerSignIns().all()).containsExactlyInAnyOrder(anew, other);
        pendingToolServerSignIns().take(one.state());
        pendingToolServerSignIns().replace(anew);

        assertThat(pendingToolServerSignIns().all()).containsExactly(other);
    }

    @Test
    default void noneIsBegunWithAServerThatIsGone() {
        assertThatThrownBy(() -> pendingToolServerSignIns().add(pending("a", "wiki", END)))
                .isInstanceOf(NotFound.class);
        assertThat(pendingToolServerSignIns().all()).isEmpty();
    }
}
