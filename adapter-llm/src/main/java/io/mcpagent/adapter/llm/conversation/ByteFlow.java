package io.mcpagent.adapter.llm.conversation;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A response's body as its reader takes it. Behind the first part, which mostly comes with the head, nothing is asked of the
 * connection before the reader comes for it, so that a slow one slows the server down. Closing it closes the connection, also
 * when the response has yet to come.
 */
final class ByteFlow implements BodySubscriber<ByteFlow>, AutoCloseable {
    sealed interface Part {
        record Bytes(List<ByteBuffer> buffers) implements Part {}

        record End() implements Part {}

        record Broken(Throwable cause) implements Part {}
    }

    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private Optional<Flow.Subscription> subscription = Optional.empty();
    private boolean isAskedFor = true;
    private boolean isClosed;

    /**
     * The next part; after the last the same again.
     *
     * @throws TimeoutException when nothing came in that time
     */
    Part take(long nanos) throws InterruptedException, TimeoutException {
        ask();
        var part = parts.poll(nanos, TimeUnit.NANOSECONDS);
        if (part == null) throw new TimeoutException();
        answered();
        return part;
    }

    private synchronized void ask() {
        if (!isAskedFor) subscription.ifPresent(open -> open.request(1));
        isAskedFor = true;
    }

    private synchronized void answered() {
        isAskedFor = false;
    }

    @Override
    public CompletionStage<ByteFlow> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription opened) {
        subscription = Optional.of(opened);
        if (isClosed) opened.cancel();
        else opened.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        parts.add(new Part.Bytes(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        end(new Part.Broken(cause));
    }

    @Override
    public void onComplete() {
        end(new Part.End());
    }

    /** Nothing is left to be asked for, or to be cancelled, which has the client make up an error of the connection. */
    private synchronized void end(Part last) {
        subscription = Optional.empty();
        parts.add(last);
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        subscription.ifPresent(Flow.Subscription::cancel);
    }
}
