package io.mcpagent.adapter.mcp.server;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageReader;
import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.adapter.mcp.server.stdio.RelayTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A client on the standard streams of a relay. */
final class RelayedClient implements AutoCloseable {
    private static final int PIPE = 1 << 20;

    private final PipedOutputStream says = new PipedOutputStream();
    private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    private final Thread relay;

    RelayedClient(Supplier<Optional<RelayTarget>> targets) throws IOException {
        var in = new PipedInputStream(says, PIPE);
        this.relay = Thread.ofPlatform()
                .start(() -> McpRelay.talk(McpServerSettings.DEFAULT, targets, in, new Lines(heard)));
    }

    /** Not a pipe, which breaks with the thread that wrote to it last. */
    private static final class Lines extends ByteArrayOutputStream {
        private final BlockingQueue<Message> heard;

        Lines(BlockingQueue<Message> heard) {
            this.heard = heard;
        }

        @Override
        public void flush() {
            if (size() > 0) heard.add(MessageReader.one(toByteArray()));
            reset();
        }
    }

    static RelayTarget at(FixtureServer server) {
        return new RelayTarget(server.address(), Optional.empty());
    }

    void say(String line) throws IOException {
        says.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        says.flush();
    }

    /** The next message of a kind; what comes before it is passed over. */
    <T extends Message> T next(Class<T> kind, Predicate<? super T> wanted) throws InterruptedException {
        for (var message = next(); ; message = next()) {
            if (kind.isInstance(message) && wanted.test(kind.cast(message))) return kind.cast(message);
        }
    }

    Message.Result result(long id) throws InterruptedException {
        var answer = next(Message.class, any -> isAnswer(any, RequestId.of(id)));
        if (answer instanceof Message.Result result) return result;
        throw new AssertionError("it failed: " + answer);
    }

    private static boolean isAnswer(Message message, RequestId id) {
        return switch (message) {
            case Message.Result(var answered, var result) -> answered.equals(id);
            case Message.Failure(var answered, var error) -> answered.equals(Optional.of(id));
            case Message other -> false;
        };
    }

    Message.Notification told(String method) throws InterruptedException {
        return next(Message.Notification.class, told -> told.method().equals(method));
    }

    private Message next() throws InterruptedException {
        var message = heard.poll(20, TimeUnit.SECONDS);
        if (message == null) throw new AssertionError("nothing more was heard");
        return message;
    }

    /** The client says its last word. */
    @Override
    public void close() throws IOException {
        says.close();
        try {
            relay.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
