package io.mcpagent.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.AuditActor;
import io.mcpagent.domain.access.AuditEntry;
import io.mcpagent.domain.access.AuditEntryId;
import io.mcpagent.domain.access.AuditOutcome;
import io.mcpagent.domain.access.AuditQuery;
import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.access.AuditRepository.Order;
import io.mcpagent.domain.access.AuditRepository.Sealed;
import io.mcpagent.domain.access.AuditSeal;
import io.mcpagent.domain.access.AuditedResource;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What must hold for the audit log. */
public interface AuditRepositoryContract {
    Instant BEGIN = Instant.parse("2026-01-01T00:00:00.123456Z");

    AuditRepository audit();

    TransactionPort transactions();

    IdSource ids();

    @Test
    default void keepsEntriesAsTheyAre() {
        var whole = new AuditEntry(
                new AuditEntryId(ids().next()),
                BEGIN,
                new AuditActor(
                        Optional.of(new UserId("ada")),
                        Optional.of(new ApiKeyId(ids().next())),
                        Optional.of("request-1")),
                new AuditAction("user.roles_changed"),
                Optional.of(new AuditedResource("user", "bob")),
                AuditOutcome.DENIED);
        var bare = new AuditEntry(
                new AuditEntryId(ids().next()),
                BEGIN,
                AuditActor.NOBODY,
                new AuditAction("login.failed"),
                Optional.empty(),
                AuditOutcome.FAILED);
        audit().append(whole);
        audit().append(bare);

        assertThat(all()).containsExactly(whole, bare);
        assertThat(all()).extracting(AuditEntry::hash).containsExactly(whole.hash(), bare.hash());
    }

    @Test
    default void findsByEachConditionAndByAllOfThem() {
        var one = append("ada", "user.created", "user", "bob", 0);
        var two = append("ada", "collection.created", "collection", "c", 1);
        var three = append("bob", "user.created", "user", "eve", 2);

        assertThat(found(query("ada", null, null, null))).containsExactly(two, one);
        assertThat(found(query(null, "user.created", null, null))).containsExactly(three, one);
        assertThat(found(query(null, null, "user", null))).containsExactly(three, one);
        assertThat(found(query(null, null, "user", "eve"))).containsExactly(three);
        assertThat(found(query("ada", "user.created", "user", "bob"))).containsExactly(one);
        assertThat(found(query("bob", "collection.created", null, null))).isEmpty();
        assertThat(found(between(1, 1))).containsExactly(two);
        assertThat(found(between(1, 2))).containsExactly(three, two);
        assertThat(found(AuditQuery.ALL)).containsExactly(three, two, one);
    }

    @Test
    default void goesOnBehindAnEntryInBothOrders() {
        var one = append("ada", "user.created", "user", "a", 0);
        var two = append("ada", "user.created", "user", "b", 1);
        var three = append("ada", "user.created", "user", "c", 2);

        assertThat(audit().search(AuditQuery.ALL, Order.NEWEST_FIRST, Optional.of(three.id()), 1))
                .containsExactly(two);
        assertThat(audit().search(AuditQuery.ALL, Order.OLDEST_FIRST, Optional.of(one.id()), 9))
                .containsExactly(two, three);
        assertThat(audit().search(AuditQuery.ALL, Order.OLDEST_FIRST, Optional.of(three.id()), 9))
                .isEmpty();
    }

    @Test
    default void aSealTakesItsEntriesOutOfThoseThatWait() {
        var one = append("ada", "user.created", "user", "a", 0);
        var two = append("ada", "user.created", "user", "b", 1);
        assertThat(audit().lastSeal()).isEmpty();

        var first = AuditSeal.after(Optional.empty(), List.of(one), BEGIN);
        audit().seal(first);
        assertThat(audit().unsealed(9)).containsExactly(two);
        var second = AuditSeal.after(audit().lastSeal(), audit().unsealed(9), BEGIN.plusSeconds(1));
        transactions().write(() -> {
            assertThat(audit().lastSeal()).contains(first);
            audit().seal(second);
        });

        assertThat(audit().unsealed(9)).isEmpty();
        assertThat(audit().lastSeal()).contains(second);
        assertThat(audit().seals(0, 9)).containsExactly(first, second);
        assertThat(audit().seals(1, 9)).containsExactly(second);
        assertThat(audit().seals(0, 1)).containsExactly(first);
        assertThat(audit().sealed(Long.MIN_VALUE)).contains(new Sealed(1, List.of(one)));
        assertThat(audit().sealed(2)).contains(new Sealed(2, List.of(two)));
        assertThat(audit().sealed(3)).isEmpty();
    }

    @Test
    default void ofTwoSealsOfOneNumberTheSecondIsRefused() {
        var one = append("ada", "user.created", "user", "a", 0);
        var two = append("ada", "user.created", "user", "b", 1);
        audit().seal(AuditSeal.after(Optional.empty(), List.of(one), BEGIN));

        assertThatThrownBy(() -> audit().seal(AuditSeal.after(Optional.empty(), List.of(two), BEGIN)))
                .isInstanceOfSatisfying(
                        Conflict.class, refused -> assertThat(refused.code()).isEqualTo("sealed_meanwhile"));
        assertThat(audit().unsealed(9)).containsExactly(two);
    }

    @Test
    default void anEntryOfATransactionThatFailsIsNotThere() {
        assertThatThrownBy(() -> transactions().write(() -> {
                    append("ada", "user.created", "user", "a", 0);
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(all()).isEmpty();
    }

    private AuditEntry append(String user, String action, String kind, String id, long second) {
        var entry = new AuditEntry(
                new AuditEntryId(ids().next()),
                BEGIN.plusSeconds(second),
                AuditActor.of(new UserId(user)),
                new AuditAction(action),
                Optional.of(new AuditedResource(kind, id)),
                AuditOutcome.DONE);
        audit().append(entry);
        return entry;
    }

    private List<AuditEntry> all() {
        return audit().search(AuditQuery.ALL, Order.OLDEST_FIRST, Optional.empty(), 99);
    }

    private List<AuditEntry> found(AuditQuery query) {
        return audit().search(query, Order.NEWEST_FIRST, Optional.empty(), 99);
    }

    private static AuditQuery query(
            @Nullable String user, @Nullable String action, @Nullable String kind, @Nullable String id) {
        return new AuditQuery(
                Optional.ofNullable(user).map(UserId::new),
                Optional.ofNullable(action).map(AuditAction::new),
                Optional.ofNullable(kind),
                Optional.ofNullable(id),
                Optional.empty(),
                Optional.empty());
    }

    private static AuditQuery between(long from, long until) {
        return new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(BEGIN.plusSeconds(from)),
                Optional.of(BEGIN.plusSeconds(until)));
    }
}
