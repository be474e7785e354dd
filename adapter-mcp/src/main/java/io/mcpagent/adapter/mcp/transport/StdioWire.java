package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageWriter;
import io.mcpagent.domain.tool.ToolServerAddress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The standard streams of a process: a message a line. Lines that are no messages are taken for its log. */
public final class StdioWire implements Wire {
    private static final byte[] END = {'\n'};

    private final ServerProcess process;
    private final SharedWire shared;
    private final ReentrantLock writing = new ReentrantLock();

    private StdioWire(ServerProcess process, Listener listener) {
        this.process = process;
        this.shared = new SharedWire(listener);
    }

    /**
     * Starts the process.
     *
     * @throws WireFailure {@code UNREACHABLE} when it can't be
     */
    public static StdioWire start(ToolServerAddress.Process address, Listener listener) {
        var wire = new StdioWire(ServerProcess.start(address), listener);
        Thread.ofPlatform().daemon().name("tool-server-out").start(wire::read);
        return wire;
    }

    @Override
    public Exchange begin(Message.Request request, Map<String, String> headers, Consumer<? super Exchange> registered) {
        var exchange = shared.register(request.id());
        registered.accept(exchange);
        try {
            write(request);
            return exchange;
        } catch (WireFailure failure) {
            exchange.close();
            throw failure;
        }
    }

    @Override
    public void send(Message message, Map<String, String> headers) {
        write(message);
    }

    /** What the process wrote to its standard error last, and to its output where that was no message. */
    public List<String> log() {
        return process.log();
    }

    @Override
    public boolean isOpen() {
        return shared.isOpen() && process.isAlive();
    }

    @Override
    public void close() {
        process.close();
        shared.end(new WireFailure(WireFailure.Kind.BROKEN, "The connection was closed."));
    }

    private void write(Message message) {
        var bytes = MessageWriter.bytes(message);
        writing.lock();
        try {
            process.in().write(bytes);
            process.in().write(END);
            process.in().flush();
        } catch (IOException e) {
            throw new WireFailure(WireFailure.Kind.BROKEN, ended(), e);
        } finally {
            writing.unlock();
        }
    }

    private void read() {
        var lines = new LineReader(process.out(), Limits.MESSAGE);
        var noise = 0;
        try {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                if (shared.receive(line.get())) noise = 0;
                else {
                    process.note(line.get());
                    if (++noise > Limits.NOISE)
                        throw new WireFailure(
                                WireFailure.Kind.GARBLED,
                                "The process writes other things than messages to its standard output.");
                }
            }
            shared.end(new WireFailure(WireFailure.Kind.BROKEN, ended()));
        } catch (WireFailure garbled) {
            shared.end(garbled);
            process.close();
        } catch (IOException e) {
            shared.end(new WireFailure(WireFailure.Kind.BROKEN, ended(), e));
        } finally {
            unread();
        }
    }

    /** Whatever else ended the reading, as no memory for what came: nobody waits for a wire that nobody reads. */
    private void unread() {
        if (!shared.isOpen()) return;
        shared.end(new WireFailure(WireFailure.Kind.BROKEN, "What the server sent could not be read."));
        process.close();
    }

    private String ended() {
        var exit = process.exit().map(" with code %d"::formatted).orElse("");
        var log = process.log();
        var last = log.isEmpty() ? "" : ". The last that it said: " + log.getLast();
        return "The process has ended" + exit + last;
    }
}
