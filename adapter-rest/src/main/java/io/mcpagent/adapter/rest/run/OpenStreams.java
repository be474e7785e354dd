package io.mcpagent.adapter.rest.run;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.failure.Failures;
import io.mcpagent.adapter.rest.failure.Refusal;
import io.mcpagent.adapter.rest.run.EventStream.ClientGone;
import io.mcpagent.adapter.rest.telemetry.RequestIds;
import io.mcpagent.domain.failure.AgentFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The event streams that are open: so many at once and no more, and none any longer when the server stops. */
public final class OpenStreams {
    private static final Duration COME_AGAIN = Duration.ofSeconds(5);

    private final Semaphore free;
    private final Set<Thread> threads = new HashSet<>();
    private boolean ended;

    public OpenStreams(int most) {
        this.free = new Semaphore(most);
    }

    /** What writes one stream; it ends by returning, or with {@link CancellationException} when it is interrupted. */
    public interface Writer {
        /** What can be refused is refused in here, before {@code begin} is called. */
        void write(Begin begin);
    }

    /** Turns the answer into a stream. */
    public interface Begin {
        EventStream stream();
    }

    /**
     * Answers a request with a stream, on its own thread.
     *
     * @throws Refusal when there are too many, or the server stops
     */
    public void serve(Context context, Writer writer) {
        if (!free.tryAcquire())
            throw Refusal.later(
                    "streams_exhausted", "As many streams as server.max-streams allows are open.", COME_AGAIN);
        try {
            enter();
            var opened = new Opened(context);
            try {
                writer.write(opened);
            } catch (AgentFailure failure) {
                opened.orThrow(
                        failure,
                        stream -> stream.event("problem", Failures.of(failure).json(RequestIds.of(context))));
            } catch (CancellationException stopping) {
                opened.orThrow(stopping, stream -> {
                    // The flag would fail the writing too.
                    Thread.interrupted();
                    stream.comment("the server stops; come back with the last id");
                });
            } finally {
                leave();
            }
        } catch (ClientGone gone) {
            return;
        } finally {
            free.release();
        }
    }

    private static final class Opened implements Begin {
        private final Context context;
        private final AtomicReference<Optional<EventStream>> opened = new AtomicReference<>(Optional.empty());

        private Opened(Context context) {
            this.context = context;
        }

        @Override
        public EventStream stream() {
            var stream = EventStream.begin(context);
            opened.set(Optional.of(stream));
            return stream;
        }

        /** What was begun ends with a last word; what was not has a problem for its answer. */
        private void orThrow(RuntimeException failure, Consumer<EventStream> lastWord) {
            lastWord.accept(opened.get().orElseThrow(() -> failure));
        }
    }

    /** Ends all that are open, and lets no other begin. */
    public synchronized void end() {
        ended = true;
        threads.forEach(Thread::interrupt);
    }

    private synchronized void enter() {
        if (ended) throw Refusal.later("server_stopping", "The server is stopping.", COME_AGAIN);
        threads.add(Thread.currentThread());
    }

    private synchronized void leave() {
        threads.remove(Thread.currentThread());
        if (ended) Thread.interrupted();
    }
}
