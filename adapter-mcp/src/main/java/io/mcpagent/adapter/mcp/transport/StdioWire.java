package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageWriter;
import io.mcpagent.domain.tool.ToolServerAddress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The standard streams of a process: a message a line. Lines that are no messages are taken for its log. */
public final class StdioWire implements Wire {
    private final ServerProcess process;
    private final SharedWire shared;
    private final ProcessInput input;

    private StdioWire(ServerProcess process, Listener listener) {
        this.process = process;
        this.shared = new SharedWire(listener);
        this.input = ProcessInput.to(process.in(), this::lost);
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
        endProcess();
        shared.end(new WireFailure(WireFailure.Kind.BROKEN, "The connection was closed."));
    }

    private void write(Message message) {
        if (input.offer(MessageWriter.bytes(message))) return;
        if (!isOpen()) throw new WireFailure(WireFailure.Kind.BROKEN, ended());
        throw new WireFailure(WireFailure.Kind.UNREACHABLE, "The process does not read what it is sent.");
    }

    private void endProcess() {
        input.end();
        process.close();
    }

    private void lost() {
        shared.end(new WireFailure(WireFailure.Kind.BROKEN, ended()));
    }

    private void lost(IOException why) {
        shared.end(new WireFailure(WireFailure.Kind.BROKEN, ended(), why));
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
            lost();
        } catch (WireFailure garbled) {
            shared.end(garbled);
            endProcess();
        } catch (IOException e) {
            lost(e);
        } finally {
            unread();
        }
    }

    /** Whatever else ended the reading, as no memory for what came: nobody waits for a wire that nobody reads. */
    private void unread() {
        if (!shared.isOpen()) return;
        shared.end(new WireFailure(WireFailure.Kind.BROKEN, "What the server sent could not be read."));
        endProcess();
    }

    private String ended() {
        var exit = process.exit().map(" with code %d"::formatted).orElse("");
        var log = process.log();
        var last = log.isEmpty() ? "" : ". The last that it said: " + log.getLast();
        return "The process has ended" + exit + last;
    }
}
