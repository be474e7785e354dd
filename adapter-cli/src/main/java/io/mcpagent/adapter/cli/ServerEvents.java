package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events of one answer. They are read by a thread of their own, so that whoever waits for one can be
 * interrupted, and notices when the server says nothing at all any more: it writes a comment every 15 seconds.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class ServerEvents implements AutoCloseable {
    static final Duration SILENCE = Duration.ofSeconds(45);
    private static final int MOST_BYTES = 16 << 20;
    private static final int AHEAD = 64;

    private final InputStream body;
    private final Duration silence;
    private final ServerFailures failures;
    private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;

    /** @param silence after which the connection counts as broken */
    ServerEvents(InputStream body, Duration silence, ServerFailures failures) {
        this.body = body;
        this.silence = silence;
        this.failures = failures;
        this.reader = Thread.ofVirtual().name("server-events").start(this::read);
    }

    /** One event; {@code id} is empty where it names no place. */
    record Event(Optional<String> id, String name, String data) {}

    private sealed interface Heard {
        record Said(Event event) implements Heard {}

        /** Comments say that the server is there. */
        record Awake() implements Heard {}

        record Over() implements Heard {}

        record Broken(AgentFailure failure) implements Heard {}
    }

    /**
     * The next; empty when the server has ended its answer.
     *
     * @throws UpstreamFailure when the connection breaks or nothing comes for too long, and for an event that is too long
     * @throws CancellationException when this thread is interrupted
     */
    Optional<Event> next() {
        while (true) {
            switch (await()) {
                case Heard.Said(var event) -> {
                    return Optional.of(event);
                }
                case Heard.Awake awake -> {}
                case Heard.Over over -> {
                    return Optional.empty();
                }
                case Heard.Broken(var failure) -> throw failure;
            }
        }
    }

    private Heard await() {
        try {
            var next = heard.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null)
                throw failures.broken(new HttpTimeoutException("nothing came for " + silence.toSeconds() + " seconds"));
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(interrupted);
        }
    }

    private void read() {
        try {
            var in = new BufferedInputStream(body);
            try {
                while (true) heard.put(event(in));
            } catch (EOFException end) {
                heard.put(new Heard.Over());
            } catch (AgentFailure tooLong) {
                heard.put(new Heard.Broken(tooLong));
            } catch (IOException failure) {
                heard.put(new Heard.Broken(failures.broken(failure)));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static Heard event(InputStream in) throws IOException {
        var id = Optional.<String>empty();
        var name = "message";
        var data = new StringBuilder();
        var room = MOST_BYTES;
        while (true) {
            var line = line(in, room);
            room -= line.length();
            if (line.isEmpty())
                return data.isEmpty() ? new Heard.Awake() : new Heard.Said(new Event(id, name, data.toString()));
            var colon = line.indexOf(':');
            var field = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "id" -> id = Optional.of(value);
                case "event" -> name = value;
                case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
                default -> {
                    // Comments, and fields of later days.
                }
            }
        }
    }

    private static String line(InputStream in, int most) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new EOFException();
            if (line.size() >= most)
                throw new UpstreamFailure(
                        "server_not_understood", "The server's event is longer than any that is expected.", false);
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).replaceFirst("\r$", "");
    }

    @Override
    public void close() {
        reader.interrupt();
        try {
            body.close();
        } catch (IOException broken) {
            throw failures.broken(broken);
        }
    }
}
