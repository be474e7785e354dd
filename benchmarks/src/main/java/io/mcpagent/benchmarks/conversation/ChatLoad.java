package io.mcpagent.benchmarks.conversation;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Clients of a server, which ask for whole answers over connections that are kept open. */
final class ChatLoad {
    private static final int NANOS = 1_000;
    private static final double SECOND = 1e9;
    private static final int MOST_AT_ONCE = 2_000;
    private static final int SEED = 7;

    private final ChatServer server;
    private final ModelServer model;
    private final AtomicInteger numbers;
    private final ConcurrentLinkedDeque<Wire> idle = new ConcurrentLinkedDeque<>();

    /** @param numbers of questions, so that none is asked twice of the same model server */
    ChatLoad(ChatServer server, ModelServer model, AtomicInteger numbers) {
        this.server = server;
        this.model = model;
        this.numbers = numbers;
    }

    /** A closed loop: so many clients, each of which asks again when it has its answer. */
    Measured closed(int clients, Duration time) throws IOException {
        var times = new Times();
        var begin = System.nanoTime();
        var cpu = server.cpuMicros();
        try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < clients; i++) {
                each.execute(() -> {
                    while (System.nanoTime() - begin < time.toNanos() && !times.isHopeless()) {
                        var asked = System.nanoTime();
                        if (ask(numbers.getAndIncrement())) times.add(System.nanoTime() - asked);
                        else times.fail();
                    }
                });
            }
        }
        return times.measured(System.nanoTime() - begin, server.cpuMicros() - cpu);
    }

    /**
     * An open loop: questions come at random at this rate whether those before are answered or not, and each one's time
     * counts from when it was to come. Without the time for which the model had it.
     */
    Measured open(double rate, Duration time) throws IOException {
        var times = new Times();
        var random = new Random(SEED);
        var begin = System.nanoTime();
        var cpu = server.cpuMicros();
        var atOnce = new AtomicInteger();
        try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var next = begin; next - begin < time.toNanos(); next += gap(random, rate)) {
                sleepUntil(next);
                var due = next;
                if (atOnce.get() >= MOST_AT_ONCE) {
                    times.fail();
                    continue;
                }
                atOnce.incrementAndGet();
                each.execute(() -> {
                    var number = numbers.getAndIncrement();
                    if (ask(number)) times.add(System.nanoTime() - due - (long) model.held(number) * NANOS);
                    else times.fail();
                    atOnce.decrementAndGet();
                });
            }
        }
        return times.measured(System.nanoTime() - begin, server.cpuMicros() - cpu);
    }

    private static long gap(Random random, double rate) {
        return (long) (-Math.log(1 - random.nextDouble()) / rate * SECOND);
    }

    private static void sleepUntil(long time) {
        for (var left = time - System.nanoTime(); left > 0; left = time - System.nanoTime())
            LockSupport.parkNanos(left);
    }

    private boolean ask(int number) {
        try {
            var known = idle.pollFirst();
            var wire = known == null ? Wire.to(server.port()) : known;
            wire.write(server.request(ModelServer.question(number, 0), false));
            var answer = wire.read();
            if (answer.head().contains("connection: close")) wire.close();
            else idle.addFirst(wire);
            return answer.head().startsWith("http/1.1 200 ") && answer.body().contains(Reply.ANSWER);
        } catch (IOException failed) {
            return false;
        }
    }

    /** Of answers, from many threads. */
    private static final class Times {
        private static final int MOST = 1 << 20;
        private static final int HOPELESS = 1_000;

        private final int[] micros = new int[MOST];
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        void add(long nanos) {
            micros[count.getAndIncrement()] = (int) (nanos / NANOS);
        }

        void fail() {
            failed.incrementAndGet();
        }

        boolean isHopeless() {
            return failed.get() > HOPELESS;
        }

        /** When all threads are done. */
        Measured measured(long nanos, long cpuMicros) {
            var answers = count.get();
            return new Measured(
                    answers / (nanos / SECOND),
                    Arrays.copyOf(micros, answers),
                    failed.get(),
                    (double) cpuMicros / Math.max(1, answers));
        }
    }
}
