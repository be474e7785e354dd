package io.mcpagent.benchmarks.conversation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model server that thinks no time, whole or streamed as it is asked, or that says five words a second where the question
 * wants so. It knows a question by the number in it, and for how long it had it.
 */
final class ModelServer implements AutoCloseable {
    private static final int BACKLOG = 4_096;
    private static final int MOST_QUESTIONS = 1 << 23;
    private static final Pattern QUESTION = Pattern.compile("#(\\d+)\\.(\\d+)#");
    private static final Pattern STREAM = Pattern.compile("\"stream\" *: *true");
    private static final byte[] WHOLE = Reply.whole();
    private static final byte[] STREAMED = Reply.streamed();
    private static final int NANOS = 1_000;

    private final ServerSocket listening;
    private final Pace pace = Pace.start();
    private final AtomicIntegerArray held = new AtomicIntegerArray(MOST_QUESTIONS);

    private ModelServer(ServerSocket listening) {
        this.listening = listening;
    }

    static ModelServer start() throws IOException {
        var server = new ModelServer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().name("model-accept").start(server::accept);
        return server;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** A question with a number that was not used before; one with words is answered at that pace. */
    static String question(int number, int words) {
        return "How many pieces of the part M8 are there? #%d.%d#".formatted(number, words);
    }

    /** For how long the server had this question until it answered, in microseconds. */
    int held(int number) {
        return held.get(number);
    }

    /** How late words were said, at worst, since this was last asked: the server's own fault. */
    long latestMicros() {
        return pace.latestMicros();
    }

    private void accept() {
        try {
            while (true) {
                var wire = new Wire(listening.accept());
                Thread.ofVirtual().name("model").start(() -> serve(wire));
            }
        } catch (IOException closed) {
            if (!listening.isClosed()) throw new UncheckedIOException(closed);
        }
    }

    private void serve(Wire wire) {
        try (wire) {
            while (wire.hasMore()) answer(wire);
        } catch (IOException gone) {
            // Its stream was not wanted any more.
        } catch (InterruptedException stops) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Wire wire) throws IOException, InterruptedException {
        var request = wire.read().body();
        var begin = System.nanoTime();
        var question = QUESTION.matcher(request);
        if (!question.find()) throw new IOException("a question without its number: " + request);
        var words = Integer.parseInt(question.group(2));
        if (words > 0) {
            pace.say(wire, words);
            return;
        }
        var reply = STREAM.matcher(request).find() ? STREAMED : WHOLE;
        held.set(number(question), (int) ((System.nanoTime() - begin) / NANOS));
        wire.write(reply);
    }

    private static int number(Matcher question) {
        return Integer.parseInt(question.group(1));
    }

    @Override
    public void close() throws IOException {
        listening.close();
        pace.close();
    }
}
