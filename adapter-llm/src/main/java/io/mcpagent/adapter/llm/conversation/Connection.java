package io.mcpagent.adapter.llm.conversation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;

/**
 * One exchange with a provider on the calling thread, closed whenever it is left. An interrupt leaves it by a {@link
 * CancellationException} and stays set.
 */
final class Connection implements AutoCloseable {
    private static final int SUCCESS = 2;
    private static final int CLASS = 100;
    private static final int LONGEST_TEXT = 4 << 20;
    private static final int BUFFER_BYTES = 4 << 10;
    private static final Timeout LAST_BYTES = Timeout.ofMilliseconds(100);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ProviderFailures failures;
    private final Deadline deadline;
    private final HttpClientContext context = HttpClientContext.create();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private Optional<HttpUriRequestBase> sent = Optional.empty();
    private Optional<ClassicHttpResponse> answer = Optional.empty();
    private InputStream body = InputStream.nullInputStream();
    private boolean isAtEnd;

    Connection(ProviderFailures failures, Deadline deadline) {
        this.failures = failures;
        this.deadline = deadline;
    }

    /** The head of a success; every other answer is thrown. */
    ClassicHttpResponse send(ProviderHttp http, HttpUriRequestBase request) {
        var response = head(http, request);
        if (response.getCode() / CLASS == SUCCESS) return response;
        throw failures.refused(response.getCode(), HttpHeaders.of(headers(response), (name, value) -> true), rest());
    }

    private ClassicHttpResponse head(ProviderHttp http, HttpUriRequestBase request) {
        if (deadline.isOver()) throw failures.silent(deadline.exceeded());
        sent = Optional.of(request);
        try {
            var response = interruptibly(() -> http.execute(request, context, patience()));
            answer = Optional.of(response);
            var entity = response.getEntity();
            if (entity != null) body = entity.getContent();
            return response;
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ConnectTimeoutException e) {
            throw failures.unreachable(e);
        } catch (SocketTimeoutException e) {
            throw failures.silent(deadline.exceeded());
        } catch (IOException e) {
            throw failures.unreachable(e);
        }
    }

    /** The next bytes of the body, to be read before the next are asked for; none at its end. */
    ByteBuffer next() {
        if (deadline.isOver()) throw failures.silent(deadline.exceeded());
        try {
            return ByteBuffer.wrap(buffer, 0, read(patience()));
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (SocketTimeoutException e) {
            throw failures.silent(deadline.exceeded());
        } catch (IOException e) {
            throw failures.cut();
        }
    }

    private int read(Timeout patience) throws IOException, InterruptedException {
        if (isAtEnd) return 0;
        ProviderHttp.limit(context, patience);
        var count = interruptibly(() -> body.read(buffer));
        isAtEnd = count < 0;
        return Math.max(0, count);
    }

    private Timeout patience() {
        return Timeout.ofMilliseconds(Math.ceilDiv(Math.max(1, deadline.nanos()), NANOS_PER_MILLI));
    }

    /** What is left of the body, of a long one the beginning. */
    String rest() {
        var text = new ByteArrayOutputStream();
        for (var bytes = next(); bytes.hasRemaining() && text.size() < LONGEST_TEXT; bytes = next())
            text.write(buffer, 0, bytes.remaining());
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Reads the formal end of a body that has said all, or the connection could not be used again. */
    void finish() {
        try {
            while (!isAtEnd) {
                var unused = read(LAST_BYTES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException staysOpen) {
            // Then it is closed with the rest.
            return;
        }
    }

    /** What is done on a virtual thread ends with an interrupt; a thread of the system hands it to one, and waits. */
    private static <T> T interruptibly(Callable<T> io) throws IOException, InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        if (!Thread.currentThread().isVirtual()) return aside(io);
        try {
            return io.call();
        } catch (IOException e) {
            if (Thread.interrupted()) throw new InterruptedException();
            throw e;
        } catch (Exception e) {
            throw e instanceof RuntimeException mistake ? mistake : new IllegalStateException(e);
        }
    }

    private static <T> T aside(Callable<T> io) throws IOException, InterruptedException {
        var task = new FutureTask<>(io);
        var thread = Thread.ofVirtual().name("model-call").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) throw failed;
            throw new IllegalStateException(e);
        }
    }

    static Map<String, List<String>> headers(ClassicHttpResponse response) {
        // Whose case servers mix as they like.
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var header : response.getHeaders())
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        return headers;
    }

    private static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted while the model was asked");
    }

    /** A body that was not read to its end is not waited for. */
    @Override
    public void close() {
        if (!isAtEnd) sent.ifPresent(HttpUriRequestBase::abort);
        try {
            if (answer.isPresent()) answer.get().close();
        } catch (IOException alreadyCutOff) {
            // What was said is read, and the connection is not used again.
            return;
        }
    }
}
