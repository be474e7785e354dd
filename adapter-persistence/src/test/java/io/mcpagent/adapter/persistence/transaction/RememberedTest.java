package io.mcpagent.adapter.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in memory is never older than what anybody was told. */
class RememberedTest {
    private static final String SELECT = "SELECT word FROM words WHERE name = ?";

    @TempDir
    private Path directory;

    private final WatchedConnections connections = new WatchedConnections();
    private Database database;
    private Remembered<String, String> words;

    @BeforeEach
    void open() {
        database = Database.sqlite(directory.resolve("mcp-agent.db"), connections::around);
        database.write(session -> session.update("CREATE TABLE words (name TEXT PRIMARY KEY, word TEXT)"));
        database.write(session -> session.update("INSERT INTO words VALUES ('a', 'old')"));
        words = new Remembered<>(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isReadOnce() {
        assertThat(List.of(find(), find(), find())).containsOnly(Optional.of("old"));
        assertThat(connections.executed(SELECT)).isEqualTo(1);
    }

    @Test
    void whatIsNotThereIsLookedForAgain() {
        assertThat(words.find("b", () -> read("b"))).isEmpty();
        change(session -> session.update("INSERT INTO words VALUES ('b', 'late')"));

        assertThat(words.find("b", () -> read("b"))).hasValue("late");
    }

    @Test
    void aChangeHoldsWhenItsCallerHearsOfIt() {
        find();
        change(session -> session.update("UPDATE words SET word = 'new'"));

        assertThat(find()).hasValue("new");
    }

    @Test
    void aTransactionSeesWhatItHasChanged() {
        find();
        var seen = change(session -> {
            session.update("UPDATE words SET word = 'new'");
            return find();
        });

        assertThat(seen).isEqualTo(Optional.of("new"));
    }

    @Test
    void whatIsReadWhileItChangesIsNotKept() throws Exception {
        var meanwhile = new ArrayList<FutureTask<Optional<String>>>();
        change(session -> {
            session.update("UPDATE words SET word = 'new'");
            var reader = new FutureTask<>(this::find);
            Thread.ofVirtual().start(reader);
            meanwhile.add(reader);
            return got(reader);
        });

        assertThat(meanwhile.getFirst().get()).hasValue("old");
        assertThat(find()).hasValue("new");
    }

    @Test
    void whatATransactionSeesThatBeganBeforeIsNotKept() {
        var seen = database.read(session -> {
            var changing = new FutureTask<>(() -> change(other -> other.update("UPDATE words SET word = 'new'")));
            Thread.ofVirtual().start(changing);
            assertThat(got(changing)).isEqualTo(1);
            return find();
        });

        assertThat(seen).hasValue("old");
        assertThat(find()).hasValue("new");
    }

    @Test
    void aChangeThatIsUndoneChangesNothing() {
        find();
        assertThatThrownBy(() -> change(session -> {
                    session.update("UPDATE words SET word = 'new'");
                    throw new IllegalArgumentException("thought better of it");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(find()).hasValue("old");
    }

    private static <T> T got(FutureTask<T> task) {
        try {
            return task.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private <T> T change(Function<Session, T> body) {
        return database.write(session -> {
            words.changes();
            return body.apply(session);
        });
    }

    private Optional<String> find() {
        return words.find("a", () -> read("a"));
    }

    private Optional<String> read(String name) {
        return database.read(session -> session.first(SELECT, row -> row.getString("word"), name));
    }
}
