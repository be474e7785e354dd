package io.mcpagent.application.run;

import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunStreamPort;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The live streams of this process. A call's text is held once, until its reply is in the log, however many read it and
 * however slowly.
 */
public final class LocalRunStream implements RunStreamPort {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RunId, Channel> channels = new HashMap<>();
    private final Map<Listener, Tail> tails = new HashMap<>();
    private long listened;

    @Override
    public void publish(RunId run, long call, String text) {
        if (text.isEmpty()) return;
        lock.lock();
        try {
            var channel = channels.computeIfAbsent(run, unknown -> new Channel());
            channel.say(call, text);
            channel.changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void appended(RunId run, long seq) {
        lock.lock();
        try {
            var channel = channels.get(run);
            if (channel == null) return;
            channel.grown++;
            if (seq > channel.call) channel.say(seq, "");
            channel.changed.signalAll();
            forgetUnused(run, channel);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Listener listen(RunId run) {
        lock.lock();
        try {
            var channel = channels.computeIfAbsent(run, unknown -> new Channel());
            var listener = new Listener(run, ++listened);
            tails.put(listener, new Tail(channel));
            channel.readers++;
            return listener;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String next(Listener listener, long call, long offset, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return Optional.ofNullable(tails.get(listener))
                    .orElseThrow(() -> new IllegalArgumentException("nobody listens as " + listener))
                    .next(call, offset, patience);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void leave(Listener listener) {
        lock.lock();
        try {
            var tail = tails.remove(listener);
            if (tail == null) return;
            tail.channel.readers--;
            forgetUnused(listener.run(), tail.channel);
        } finally {
            lock.unlock();
        }
    }

    /** How many runs are being told of, or listened to. */
    int open() {
        lock.lock();
        try {
            return channels.size();
        } finally {
            lock.unlock();
        }
    }

    private void forgetUnused(RunId run, Channel channel) {
        if (channel.readers == 0 && channel.text.isEmpty()) channels.remove(run);
    }

    /** Guarded by the lock. */
    private final class Channel {
        private final Condition changed = lock.newCondition();
        private final StringBuilder text = new StringBuilder();
        private long call;
        private long grown;
        private int readers;

        void say(long inCall, String more) {
            if (inCall != call) {
                call = inCall;
                text.setLength(0);
                text.trimToSize();
            }
            text.append(more);
        }
    }

    /** How far one listener is. Guarded by the lock. */
    private static final class Tail {
        private final Channel channel;
        private long seenGrowth;
        /** How much of which call's text was handed out: its length in code points, and in code units. */
        private long call;

        private long points;
        private int units;

        Tail(Channel channel) {
            this.channel = channel;
            this.seenGrowth = channel.grown;
        }

        String next(long ofCall, long offset, Duration patience) throws InterruptedException {
            var left = patience.toNanos();
            while (true) {
                if (channel.grown != seenGrowth) {
                    seenGrowth = channel.grown;
                    return "";
                }
                var text = beyond(ofCall, offset);
                if (!text.isEmpty() || left <= 0) return text;
                left = channel.changed.awaitNanos(left);
            }
        }

        private String beyond(long ofCall, long offset) {
            if (channel.call != ofCall || channel.text.isEmpty()) return "";
            if (call != ofCall || points != offset) {
                if (channel.text.codePointCount(0, channel.text.length()) <= offset) return "";
                units = channel.text.offsetByCodePoints(0, Math.toIntExact(offset));
            }
            if (units >= channel.text.length()) return "";
            var text = channel.text.substring(units);
            call = ofCall;
            points = offset + text.codePointCount(0, text.length());
            units = channel.text.length();
            return text;
        }
    }
}
