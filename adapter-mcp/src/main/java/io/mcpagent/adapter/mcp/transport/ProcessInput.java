package io.mcpagent.adapter.mcp.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/** The standard input of a process, written by a thread of its own: a process that does not read holds nobody up. */
final class ProcessInput {
    /** Lines that wait, in bytes. */
    private static final long MOST_WAITING = 64L << 20;

    private final OutputStream in;
    private final Consumer<? super IOException> broken;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean isEnded;

    private ProcessInput(OutputStream in, Consumer<? super IOException> broken) {
        this.in = in;
        this.broken = broken;
    }

    /** @param broken told once, when the process takes no more */
    static ProcessInput to(OutputStream in, Consumer<? super IOException> broken) {
        var input = new ProcessInput(in, broken);
        Thread.ofPlatform().daemon().name("tool-server-in").start(input::write);
        return input;
    }

    /** Never waits; whether there was room for it. */
    synchronized boolean offer(byte[] line) {
        if (isEnded || bytes + line.length > MOST_WAITING) return false;
        waiting.add(line);
        bytes += line.length;
        notifyAll();
        return true;
    }

    /** Is closed when what waits is written. */
    synchronized void end() {
        isEnded = true;
        notifyAll();
    }

    private void write() {
        try (in) {
            for (var line = next(); line.isPresent(); line = next()) {
                in.write(line.get());
                in.write('\n');
                in.flush();
            }
        } catch (IOException e) {
            broken.accept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private synchronized Optional<byte[]> next() throws InterruptedException {
        while (waiting.isEmpty() && !isEnded) wait();
        var line = Optional.ofNullable(waiting.poll());
        line.ifPresent(taken -> bytes -= taken.length);
        return line;
    }
}
