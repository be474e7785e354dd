package io.mcpagent.adapter.mcp.server.stdio;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageReader;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.server.dispatch.Outlet;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages of a client, each a line.
 *
 * @param mostBytes of a message
 * @param outlet is told of what is no message
 * @param taker is handed each of them, in their order
 */
record LineInput(int mostBytes, Outlet outlet, Consumer<? super Message> taker) {
    private static final Logger LOG = LoggerFactory.getLogger(LineInput.class);

    /** Returns when there is no more, or the calling thread is interrupted. */
    void takeAll(InputStream in) {
        // Nothing but the client can end a reading of these streams, so it is not this thread that reads.
        var reader = Thread.ofPlatform().daemon().name("mcp-input").start(() -> read(in));
        try {
            reader.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(InputStream in) {
        var lines = new Lines(new BufferedInputStream(in), mostBytes);
        try {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().isBlank()) take(line.get());
            }
        } catch (IOException broken) {
            LOG.debug("The client's end of the line broke", broken);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("A request came as the server stops", stopping);
        }
    }

    private void take(Lines.Line line) {
        if (!line.isWhole()) {
            var tooLong =
                    new RpcError(RpcError.INVALID_REQUEST, "A message has at most %d bytes.".formatted(mostBytes));
            outlet.send(new Message.Failure(Optional.empty(), tooLong));
            return;
        }
        try {
            taker.accept(MessageReader.one(line.bytes()));
        } catch (Malformed malformed) {
            outlet.send(malformed.answer());
        }
    }
}
