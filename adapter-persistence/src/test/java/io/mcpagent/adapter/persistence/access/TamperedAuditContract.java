package io.mcpagent.adapter.persistence.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.access.AuditAnchor;
import io.mcpagent.application.access.AuditSealing;
import io.mcpagent.application.access.AuditService;
import io.mcpagent.application.access.AuditVerdict;
import io.mcpagent.application.access.AuditVerdict.Broken;
import io.mcpagent.application.access.AuditVerdict.Finding;
import io.mcpagent.application.access.AuditVerdict.Intact;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.AuditActor;
import io.mcpagent.domain.access.AuditEntry;
import io.mcpagent.domain.access.AuditEntryId;
import io.mcpagent.domain.access.AuditHash;
import io.mcpagent.domain.access.AuditOutcome;
import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.access.AuditSeal;
import io.mcpagent.domain.access.AuditedResource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.GrantRepository;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.transaction.TransactionPort;
import io.mcpagent.testkit.SteppingTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody who can write to the database, past the platform and with its triggers taken away. */
interface TamperedAuditContract {
    GrantRepository grants();

    AuditRepository audit();

    TransactionPort transactions();

    SteppingTime time();

    IdSource ids();

    /** As the owner of the database. */
    Connection connection() throws SQLException;

    /** What takes the triggers away, and puts them back. */
    List<String> withoutTriggers();

    List<String> withTriggers();

    /** What puts another row in the place of one of the first column's value, in words of this kind of database. */
    List<String> replacing(String table, String columns, String values);

    @Test
    default void theDatabaseRefusesToPutAnotherInThePlaceOfWhatIsThere() throws SQLException {
        var entry = id(entries().getFirst());
        var first = audit().seals(0, 1).getFirst();
        var waiting = id(audit().unsealed(1).getFirst());
        var statements = new ArrayList<String>();
        for (var id : List.of(entry, waiting))
            statements.addAll(replacing(
                    "audit_entries",
                    "id, at, user_id, action, outcome",
                    "'%s', 1, 'eve', 'user.created', 'done'".formatted(id)));
        var seal = "%s, '%s', 1, 'x', '%s'";
        var columns = "number, previous, sealed_at, entries, hash";
        statements.addAll(replacing("audit_seals", columns, seal.formatted("1", "p", "h")));
        statements.addAll(replacing(
                "audit_seals", columns, seal.formatted("9", first.previous().value(), "h")));
        statements.addAll(replacing(
                "audit_seals", columns, seal.formatted("9", "p", first.hash().value())));
        for (var statement : statements) {
            assertThatThrownBy(() -> execute(List.of(statement)))
                    .as(statement)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("audit");
        }
        assertThat(verify()).isInstanceOf(Intact.class);
    }

    @BeforeEach
    default void log() {
        for (var seal = 1; seal <= 3; seal++) {
            for (var entry = 0; entry < 3; entry++) append("bob" + entry);
            assertThat(sealing().seal()).isEqualTo(3);
        }
        append("tail");
    }

    @Test
    default void whatNobodyTouchedIsIntact() {
        var intact = intact(verify());

        assertThat(intact.entries()).isEqualTo(9);
        assertThat(intact.seals()).isEqualTo(3);
        assertThat(intact.unsealed()).isEqualTo(1);
        assertThat(verify(intact.anchor().orElseThrow())).isEqualTo(intact);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "UPDATE audit_entries SET user_id = 'eve' WHERE id = '%s'",
                "UPDATE audit_entries SET user_id = NULL WHERE id = '%s'",
                "UPDATE audit_entries SET at = at + 1 WHERE id = '%s'",
                "UPDATE audit_entries SET action = 'user.invited' WHERE id = '%s'",
                "UPDATE audit_entries SET resource_id = 'eve' WHERE id = '%s'",
                "UPDATE audit_entries SET resource_kind = 'agent' WHERE id = '%s'",
                "UPDATE audit_entries SET outcome = 'denied' WHERE id = '%s'",
                "UPDATE audit_entries SET request_id = 'r' WHERE id = '%s'",
                "UPDATE audit_entries SET api_key_id = '01890000-0000-7000-8000-000000000000' WHERE id = '%s'"
            })
    default void namesTheEntryThatWasChanged(String statement) throws SQLException {
        var entry = entries().get(4);
        tamper(statement.formatted(id(entry)));

        assertThat(broken()).isEqualTo(found(Finding.CHANGED, 2, entry));
    }

    @ParameterizedTest
    @CsvSource({"outcome, ''", "action, '*'", "api_key_id, 'x'", "user_id, ''"})
    default void anEntryThatCanNotBeReadAnyMoreIsNamedToo(String column, String value) throws SQLException {
        var entry = entries().get(4);
        tamper("UPDATE audit_entries SET %s = '%s' WHERE id = '%s'".formatted(column, value, id(entry)));

        assertThat(broken().finding()).isEqualTo(Finding.CHANGED);
        assertThat(broken().message()).contains(id(entry));
    }

    @Test
    default void namesTheEntryThatIsMissing() throws SQLException {
        var entry = entries().get(5);
        tamper("DELETE FROM audit_entries WHERE id = '%s'".formatted(id(entry)));
        assertThat(broken()).isEqualTo(found(Finding.MISSING, 2, entry));
    }

    @Test
    default void namesTheFirstOfSeveral() throws SQLException {
        var entry = entries().get(1);
        tamper("DELETE FROM audit_entries WHERE id = '%s'".formatted(id(entry)));
        tamper("UPDATE audit_entries SET user_id = 'eve' WHERE seal = 3");
        assertThat(broken()).isEqualTo(found(Finding.MISSING, 1, entry));
    }

    @Test
    default void namesTheEntryThatWasAdded() throws SQLException {
        var added = entry("eve");
        audit().append(added);
        tamper("UPDATE audit_entries SET seal = 2 WHERE id = '%s'".formatted(id(added)));
        assertThat(broken()).isEqualTo(found(Finding.ADDED, 2, added));
    }

    @Test
    default void namesAnEntryOfASealThatIsNone() throws SQLException {
        for (var number : List.of(-7, 0, 99)) {
            var added = entry("eve");
            audit().append(added);
            tamper("UPDATE audit_entries SET seal = %d WHERE id = '%s'".formatted(number, id(added)));
            assertThat(broken().entry()).contains(added.id());
            tamper("DELETE FROM audit_entries WHERE id = '%s'".formatted(id(added)));
        }
        assertThat(verify()).isInstanceOf(Intact.class);
    }

    @Test
    default void namesAnEntryThatWasMovedToAnotherSealOrOutOfAll() throws SQLException {
        var entry = entries().get(4);
        tamper("UPDATE audit_entries SET seal = 3 WHERE id = '%s'".formatted(id(entry)));
        assertThat(broken()).isEqualTo(found(Finding.MISSING, 2, entry));
        tamper("UPDATE audit_entries SET seal = NULL WHERE id = '%s'".formatted(id(entry)));
        assertThat(broken()).isEqualTo(found(Finding.MISSING, 2, entry));
    }

    @Test
    default void namesTheFirstOfTwoEntriesThatChangedPlaces() throws SQLException {
        var one = entries().get(3);
        var other = entries().get(4);
        tamper("UPDATE audit_entries SET resource_id = 'x' WHERE id = '%s'".formatted(id(one)));
        tamper("UPDATE audit_entries SET resource_id = 'bob0' WHERE id = '%s'".formatted(id(other)));
        assertThat(broken()).isEqualTo(found(Finding.CHANGED, 2, one));
    }

    @Test
    default void namesTheEntryThatStandsElsewhereInItsSeal() throws SQLException {
        var seal = audit().seals(1, 1).getFirst();
        var turned = List.of(
                seal.entries().get(1), seal.entries().get(0), seal.entries().get(2));
        tamper("UPDATE audit_seals SET entries = '%s' WHERE number = 2"
                .formatted(turned.stream()
                        .map(leaf -> leaf.id().value() + " " + leaf.hash().value())
                        .collect(Collectors.joining("\n"))));
        assertThat(broken()).isEqualTo(found(Finding.REORDERED, 2, entries().get(3)));
    }

    @Test
    default void namesASealThatWasChangedOrIsMissing() throws SQLException {
        tamper("UPDATE audit_seals SET sealed_at = sealed_at + 1 WHERE number = 2");
        assertThat(broken().finding()).isEqualTo(Finding.CHANGED);
        assertThat(broken().message())
                .contains(id(entries().get(3)), id(entries().get(5)));
        tamper("UPDATE audit_seals SET entries = 'x' WHERE number = 2");
        assertThat(broken().message()).contains("seal 2");
        tamper("DELETE FROM audit_seals WHERE number = 2");
        assertThat(broken().finding()).isEqualTo(Finding.MISSING);
        assertThat(broken().seal()).isEqualTo(2);
    }

    /** Somebody who does it well makes all hashes anew; only a copy kept elsewhere tells then. */
    @Test
    default void aLogThatWasMadeAnewFromSomewhereOnIsToldByAnAnchor() throws SQLException {
        var anchor = intact(verify()).anchor().orElseThrow();
        makeAnewFromTheSecondOn();

        assertThat(verify()).isInstanceOf(Intact.class);
        var told = (Broken) verify(anchor);
        assertThat(told.finding()).isEqualTo(Finding.CHANGED);
        assertThat(told.seal()).isEqualTo(3);
    }

    @Test
    default void twoSealsThatChangedPlacesWithTheirEntriesAreTold() throws SQLException {
        for (var move : List.of("9 WHERE %s = 2", "2 WHERE %s = 3", "3 WHERE %s = 9")) {
            tamper("UPDATE audit_seals SET number = " + move.formatted("number"));
            tamper("UPDATE audit_entries SET seal = " + move.formatted("seal"));
        }
        assertThat(broken().finding()).isEqualTo(Finding.CHANGED);
        assertThat(broken().seal()).isEqualTo(2);
    }

    @Test
    default void anEndThatWasCutOffIsToldByAnAnchorOrByTheEntriesThatWereLeft() throws SQLException {
        var anchor = intact(verify()).anchor().orElseThrow();
        tamper("DELETE FROM audit_seals WHERE number = 3");
        assertThat(broken().finding()).isEqualTo(Finding.TRUNCATED);

        tamper("DELETE FROM audit_entries WHERE seal = 3");
        tamper("DELETE FROM audit_entries WHERE seal IS NULL");
        // Nothing in what is left says that there was more.
        assertThat(verify()).isInstanceOf(Intact.class);
        var told = (Broken) verify(anchor);
        assertThat(told.finding()).isEqualTo(Finding.TRUNCATED);
        assertThat(told.seal()).isEqualTo(3);
    }

    @Test
    default void anAnchorOfAnotherLogIsTold() {
        assertThat(verify(new AuditAnchor(2, new AuditHash("ab".repeat(32))))).isInstanceOf(Broken.class);
    }

    @Test
    default void theDatabaseItselfRefusesToChangeOrDeleteWhatIsThere() throws SQLException {
        for (var statement : List.of(
                "DELETE FROM audit_entries",
                "UPDATE audit_entries SET user_id = 'eve'",
                "UPDATE audit_entries SET seal = 9 WHERE seal IS NOT NULL",
                "DELETE FROM audit_seals",
                "UPDATE audit_seals SET sealed_at = 0")) {
            assertThatThrownBy(() -> execute(List.of(statement)))
                    .as(statement)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("audit");
        }
        assertThat(verify()).isInstanceOf(Intact.class);
    }

    private void makeAnewFromTheSecondOn() throws SQLException {
        var first = audit().seals(0, 1).getFirst();
        tamper("UPDATE audit_entries SET user_id = 'eve' WHERE seal = 2");
        var second = AuditSeal.after(
                Optional.of(first), audit().sealed(2).orElseThrow().entries(), time().instant());
        var third = AuditSeal.after(
                Optional.of(second), audit().sealed(3).orElseThrow().entries(), time().instant());
        tamper("DELETE FROM audit_seals WHERE number > 1");
        tamper("UPDATE audit_entries SET seal = NULL WHERE seal > 1");
        audit().seal(second);
        audit().seal(third);
    }

    private void append(String id) {
        audit().append(entry(id));
    }

    private AuditEntry entry(String id) {
        return new AuditEntry(
                new AuditEntryId(ids().next()),
                time().instant(),
                AuditActor.of(new UserId("ada")),
                new AuditAction("user.created"),
                Optional.of(new AuditedResource("user", id)),
                AuditOutcome.DONE);
    }

    private List<AuditEntry> entries() {
        var all = new ArrayList<AuditEntry>();
        for (var number = 1; number <= 3; number++)
            audit().sealed(number).ifPresent(found -> all.addAll(found.entries()));
        return all;
    }

    private static String id(AuditEntry entry) {
        return entry.id().value().toString();
    }

    private AuditSealing sealing() {
        return new AuditSealing(audit(), transactions(), time(), failure -> {
            throw failure;
        });
    }

    private AuditVerdict verify() {
        return new AuditService(audit(), new Authorization(grants(), denial -> {}))
                .verify(Caller.LOCAL_OWNER, Optional.empty());
    }

    private AuditVerdict verify(AuditAnchor anchor) {
        return new AuditService(audit(), new Authorization(grants(), denial -> {}))
                .verify(Caller.LOCAL_OWNER, Optional.of(anchor));
    }

    private Broken broken() {
        return (Broken) verify();
    }

    private static Intact intact(AuditVerdict verdict) {
        assertThat(verdict).isInstanceOf(Intact.class);
        return (Intact) verdict;
    }

    private Broken found(Finding finding, long seal, AuditEntry entry) {
        return new Broken(finding, seal, Optional.of(entry.id()), broken().message());
    }

    private void tamper(String statement) throws SQLException {
        var statements = new ArrayList<>(withoutTriggers());
        statements.add(statement);
        statements.addAll(withTriggers());
        execute(statements);
    }

    private void execute(List<String> statements) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        }
    }
}
