package io.mcpagent.testkit.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerRepository;
import io.mcpagent.domain.tool.ToolServerSignIn;
import io.mcpagent.domain.tool.ToolServerSignInRepository;
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What must hold for the sign-ins with tool servers. */
public interface ToolServerSignInRepositoryContract {
    ToolServerName WIKI = new ToolServerName("wiki");
    ToolServerName MAIL = new ToolServerName("mail");
    UserId ADA = new UserId("ada");
    UserId BOB = new UserId("' OR 1=1 --");
    Instant TIME = Instant.parse("2026-02-01T00:00:00.123456Z");

    ToolServerSignInRepository toolServerSignIns();

    ToolServerRepository toolServers();

    TransactionPort transactions();

    private void haveServers() {
        for (var server : List.of(WIKI, MAIL)) toolServers().save(SampleToolServers.remote(server.value()));
    }

    private static ToolServerSignIn signIn(ToolServerName server, UserId user, long version) {
        return new ToolServerSignIn(server, user, new SealedSecret("content " + version), version, Optional.of(TIME));
    }

    @Test
    default void eachUserHasOneWithEachServer() {
        haveServers();
        var rows = List.of(signIn(MAIL, ADA, 1), signIn(WIKI, BOB, 1), signIn(WIKI, ADA, 1));
        rows.forEach(row -> assertThat(toolServerSignIns().put(row)).isTrue());

        rows.forEach(row ->
                assertThat(toolServerSignIns().find(row.server(), row.user())).contains(row));
        assertThat(toolServerSignIns().find(MAIL, BOB)).isEmpty();
        assertThat(toolServerSignIns().all()).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    default void isReplacedByItsNextVersionAlone() {
        haveServers();
        var second = new ToolServerSignIn(WIKI, ADA, new SealedSecret("second"), 2, Optional.empty());

        assertThat(toolServerSignIns().put(second)).isFalse();
        assertThat(toolServerSignIns().put(signIn(WIKI, ADA, 1))).isTrue();
        assertThat(toolServerSignIns().put(signIn(WIKI, ADA, 1))).isFalse();
        assertThat(toolServerSignIns().put(signIn(WIKI, ADA, 3))).isFalse();
        assertThat(toolServerSignIns().put(second)).isTrue();

        assertThat(toolServerSignIns().find(WIKI, ADA)).contains(second);
    }

    @Test
    default void ofManyAtOnceWithOneVersionOneIsPut() throws ExecutionException, InterruptedException {
        haveServers();
        for (var version = 1; version <= 3; version++) {
            var next = signIn(WIKI, ADA, version);
            var puts = new ArrayList<Future<Boolean>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var i = 0; i < 8; i++)
                    puts.add(threads.submit(() -> toolServerSignIns().put(next)));
            }
            var done = 0;
            for (var put : puts) done += put.get() ? 1 : 0;
            assertThat(done).isEqualTo(1);
        }
    }

    @Test
    default void goesWithItsUsersWillOrWithItsServer() {
        haveServers();
        for (var row : List.of(signIn(WIKI, ADA, 1), signIn(WIKI, BOB, 1), signIn(MAIL, ADA, 1), signIn(MAIL, BOB, 1)))
            toolServerSignIns().put(row);

        toolServerSignIns().remove(MAIL, ADA);
        toolServerSignIns().removeAll(WIKI);

        assertThat(toolServerSignIns().all()).containsExactly(signIn(MAIL, BOB, 1));
        assertThat(toolServerSignIns().put(signIn(WIKI, ADA, 1))).isTrue();
    }

    @Test
    default void nothingIsKeptOfAServerThatIsGone() {
        haveServers();
        toolServerSignIns().put(signIn(WIKI, ADA, 1));
        toolServers().delete(WIKI);
        toolServerSignIns().removeAll(WIKI);

        // Whoever was signing in, or renewing tokens, when it went.
        assertThatThrownBy(() -> toolServerSignIns().put(signIn(WIKI, ADA, 1))).isInstanceOf(NotFound.class);
        assertThat(toolServerSignIns().put(signIn(WIKI, ADA, 2))).isFalse();
        assertThat(toolServerSignIns().all()).isEmpty();
    }

    @Test
    default void whoSignsInWhileAServerGoesLeavesNothing() throws ExecutionException, InterruptedException {
        for (var round = 0; round < 20; round++) {
            haveServers();
            var puts = new ArrayList<Future<Boolean>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var user : List.of(ADA, BOB)) puts.add(threads.submit(() -> isPut(signIn(WIKI, user, 1))));
                transactions().write(() -> {
                    toolServers().delete(WIKI);
                    toolServerSignIns().removeAll(WIKI);
                });
            }
            for (var put : puts) put.get();
            assertThat(toolServerSignIns().all()).isEmpty();
            toolServers().delete(MAIL);
        }
    }

    private boolean isPut(ToolServerSignIn signIn) {
        try {
            return toolServerSignIns().put(signIn);
        } catch (NotFound gone) {
            return false;
        }
    }
}
