package io.mcpagent.adapter.persistence.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.persistence.EmbeddedServer;
import io.mcpagent.adapter.persistence.PersistenceSettings;
import io.mcpagent.adapter.persistence.SqlPersistence;
import io.mcpagent.adapter.persistence.transaction.Dialect;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.domain.task.TaskQueuePort;
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.task.InMemoryTaskQueue;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is done to the queue in a database, it answers as the one in memory does. */
class TaskQueueModelTest {
    private static final SteppingTime TIME = new SteppingTime();
    private static final CountingIds IDS = new CountingIds();
    private static final Map<Dialect, SqlPersistence> RECORDS = new EnumMap<>(Dialect.class);
    private static Optional<Path> directory = Optional.empty();

    enum Action {
        ENQUEUE,
        ENQUEUE_CLAIMED,
        CLAIM,
        HEARTBEAT,
        FINISH,
        CANCEL,
        WAIT
    }

    /** @param choice which of the claims or tasks so far, or how long to wait */
    record Step(Action action, TaskKind kind, int choice) {}

    @BeforeContainer
    static void open() throws IOException {
        var made = Files.createTempDirectory("task-queue");
        directory = Optional.of(made);
        RECORDS.put(Dialect.SQLITE, SqlPersistence.open(new PersistenceSettings(made.resolve("sqlite")), TIME));
        var server = Optional.of(EmbeddedServer.newDatabase());
        var settings = new PersistenceSettings(made.resolve("postgresql"), PersistenceSettings.DEFAULT_LEASE, server);
        RECORDS.put(Dialect.POSTGRESQL, SqlPersistence.open(settings, TIME));
    }

    @AfterContainer
    static void close() throws IOException {
        RECORDS.values().forEach(SqlPersistence::close);
        try (var files = Files.walk(directory.orElseThrow())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 40)
    void answersAsTheModelDoes(@ForAll Dialect dialect, @ForAll("steps") List<Step> steps) {
        var queue = Objects.requireNonNull(RECORDS.get(dialect)).tasks();
        var model = new InMemoryTaskQueue(new InMemoryStore(TIME));
        var tasks = new ArrayList<Task>();
        var claims = new ArrayList<Claim>();
        for (var step : steps) {
            if (step.action == Action.WAIT) {
                TIME.advance(Duration.ofSeconds(step.choice % 40));
                continue;
            }
            if (step.action == Action.ENQUEUE || step.action == Action.ENQUEUE_CLAIMED)
                tasks.add(new Task(new TaskId(IDS.next()), step.kind, IDS.next()));
            var answer = answer(queue, step, tasks, claims);
            assertThat(answer).isEqualTo(answer(model, step, tasks, claims));
            if (answer instanceof Claim claim) claims.add(claim);
        }
        for (var task : tasks) {
            queue.cancel(task.kind(), List.of(task.subject()));
        }
    }

    private static Object answer(TaskQueuePort queue, Step step, List<Task> tasks, List<Claim> claims) {
        return switch (step.action) {
            case ENQUEUE -> {
                queue.enqueue(List.of(tasks.getLast()));
                yield true;
            }
            case ENQUEUE_CLAIMED -> queue.enqueueClaimed(tasks.getLast());
            case CLAIM -> queue.claim(step.kind).<Object>map(claim -> claim).orElse(false);
            case HEARTBEAT -> claims.isEmpty() || queue.heartbeat(chosen(claims, step));
            case FINISH -> claims.isEmpty() || finish(queue, chosen(claims, step));
            case CANCEL -> {
                if (!tasks.isEmpty())
                    queue.cancel(step.kind, List.of(chosen(tasks, step).subject()));
                yield true;
            }
            case WAIT -> true;
        };
    }

    private static boolean finish(TaskQueuePort queue, Claim claim) {
        try {
            queue.finish(claim);
            return true;
        } catch (Conflict e) {
            return false;
        }
    }

    private static <T> T chosen(List<T> all, Step step) {
        return all.get(step.choice % all.size());
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Action.class),
                        Arbitraries.of(TaskKind.class),
                        Arbitraries.integers().between(0, 1_000))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }
}
