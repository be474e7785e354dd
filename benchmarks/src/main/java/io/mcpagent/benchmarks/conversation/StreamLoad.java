package io.mcpagent.benchmarks.conversation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Clients that each listen to one stream; one thread opens them, and one reads what comes. */
final class StreamLoad implements AutoCloseable {
    private static final int OPENED_PER_SECOND = 250;
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int BUFFER = 64 << 10;
    private static final double SECOND = 1e9;

    private final ChatServer server;
    private final AtomicInteger numbers;
    private final Selector selector;
    private final ConcurrentLinkedQueue<Listener> opened = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    StreamLoad(ChatServer server, AtomicInteger numbers) throws IOException {
        this.server = server;
        this.numbers = numbers;
        this.selector = Selector.open();
    }

    /**
     * What came of the streams of one level.
     *
     * @param delays of the words, from when the model said them until they were read
     * @param lost how many words did not come, or not in their order
     * @param refused how many streams did not begin
     */
    record Heard(Measured delays, int lost, int refused) {}

    /** So many streams at once, each with so many words at the model's pace. */
    Heard listen(int streams, int words) throws IOException {
        var delays = new Delays(streams * words);
        var begin = System.nanoTime();
        var cpu = server.cpuMicros();
        var opener = Thread.ofPlatform().daemon().name("opener").start(() -> open(streams, words));
        var deadline = begin
                + TimeUnit.SECONDS.toNanos(streams / OPENED_PER_SECOND + words / Pace.WORDS_PER_SECOND)
                + GRACE.toNanos();
        var ended = 0;
        var refused = 0;
        while (ended < streams && System.nanoTime() < deadline) {
            selector.select(100);
            for (var next = opened.poll(); next != null; next = opened.poll()) {
                if (next.channel.isPresent()) next.channel.get().register(selector, SelectionKey.OP_READ, next);
                else {
                    refused++;
                    ended++;
                }
            }
            var keys = selector.selectedKeys().iterator();
            while (keys.hasNext()) {
                var key = keys.next();
                keys.remove();
                var reader = ((Listener) key.attachment()).reader;
                if (read((SocketChannel) key.channel(), reader, delays)) continue;
                if (reader.isRefused()) refused++;
                ended++;
            }
        }
        opener.interrupt();
        var lost = streams * words - delays.count;
        for (var key : selector.keys()) key.channel().close();
        selector.selectNow();
        opened.clear();
        return new Heard(delays.measured(System.nanoTime() - begin, server.cpuMicros() - cpu), lost, refused);
    }

    private void open(int streams, int words) {
        var begin = System.nanoTime();
        for (var i = 0; i < streams && !Thread.currentThread().isInterrupted(); i++) {
            var due = begin + (long) (i * SECOND / OPENED_PER_SECOND);
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime())
                LockSupport.parkNanos(left);
            opened.add(opened(words));
            selector.wakeup();
        }
    }

    private Listener opened(int words) {
        var request = server.request(ModelServer.question(numbers.getAndIncrement(), words), true);
        try {
            var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            return new Listener(Optional.of(channel), new WordReader());
        } catch (IOException e) {
            return new Listener(Optional.empty(), new WordReader());
        }
    }

    /** Whether the stream goes on. */
    private boolean read(SocketChannel channel, WordReader reader, Delays delays) throws IOException {
        buffer.clear();
        var count = -1;
        try {
            count = channel.read(buffer);
        } catch (ClosedChannelException closed) {
            return false;
        } catch (IOException reset) {
            // As if it had ended.
        }
        var now = System.nanoTime();
        buffer.flip();
        while (buffer.hasRemaining()) {
            var said = reader.next(buffer.get());
            if (said != 0) delays.add(now - said);
        }
        if (count >= 0 && !reader.isOver()) return true;
        channel.close();
        return false;
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }

    private record Listener(Optional<SocketChannel> channel, WordReader reader) {}

    private static final class Delays {
        private static final int NANOS = 1_000;

        private final int[] micros;
        private int count;

        Delays(int most) {
            micros = new int[most];
        }

        void add(long nanos) {
            micros[count++] = (int) (nanos / NANOS);
        }

        Measured measured(long nanos, long cpuMicros) {
            var times = Arrays.copyOf(micros, count);
            return new Measured(count / (nanos / SECOND), times, 0, (double) cpuMicros / Math.max(1, count));
        }
    }
}
