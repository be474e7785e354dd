package io.mcpagent.testkit.run;

import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunStreamPort;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Live streams of one process, which are never forgotten. */
public final class InMemoryRunStream implements RunStreamPort {
    private record Call(RunId run, long number) {}

    private final Map<Call, String> texts = new HashMap<>();
    private final Map<RunId, Long> logs = new HashMap<>();
    private final Map<Listener, Long> told = new HashMap<>();

    @Override
    public synchronized void publish(RunId run, long call, String text) {
        texts.merge(new Call(run, call), text, String::concat);
        notifyAll();
    }

    @Override
    public synchronized void appended(RunId run, long seq) {
        texts.keySet().removeIf(call -> call.run().equals(run) && call.number() < seq);
        logs.put(run, seq);
        notifyAll();
    }

    @Override
    public synchronized Listener listen(RunId run) {
        var listener = new Listener(run, told.size() + 1L);
        told.put(listener, logs.getOrDefault(run, 0L));
        return listener;
    }

    @Override
    public synchronized String next(Listener listener, long call, long offset, Duration patience)
            throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var grown = logs.getOrDefault(listener.run(), 0L);
            if (!grown.equals(told.put(listener, grown))) return "";
            var text = texts.getOrDefault(new Call(listener.run(), call), "");
            var left = deadline - System.nanoTime();
            if (text.codePointCount(0, text.length()) > offset)
                return text.substring(text.offsetByCodePoints(0, Math.toIntExact(offset)));
            if (left <= 0) return "";
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
        }
    }

    @Override
    public void leave(Listener listener) {
        // It is told nothing unless it asks.
    }
}
