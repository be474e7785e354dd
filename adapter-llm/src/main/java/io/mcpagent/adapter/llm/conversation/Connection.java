package io.mcpagent.adapter.llm.conversation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One exchange with a provider on the calling thread, closed whenever it is left. An interrupt leaves it by a {@link
 * CancellationException} and stays set.
 */
final class Connection implements AutoCloseable, Watch.Watched {
    private static final int SUCCESS = 2;
    private static final int CLASS = 100;
    private static final int LONGEST_TEXT = 4 << 20;
    private static final int MOST_AT_ONCE = 8 << 10;

    private final ModelHttp http;
    private final ProviderFailures failures;
    private final Deadline deadline;
    private final Call call;
    private Optional<Response> response = Optional.empty();
    private boolean isFinished;

    /** Nothing is sent yet. */
    Connection(ModelHttp http, ProviderFailures failures, Deadline deadline, Request request) {
        this.http = http;
        this.failures = failures;
        this.deadline = deadline;
        this.call = http.call(request);
    }

    /** The head of a success; every other answer is thrown. */
    Response send() {
        var head = head();
        if (head.code() / CLASS == SUCCESS) return head;
        throw failures.refused(head.code(), head.headers(), rest());
    }

    private Response head() {
        http.watch().add(this);
        waits();
        try {
            var head = call.execute();
            response = Optional.of(head);
            return head;
        } catch (IOException e) {
            throw failed(e, true);
        } finally {
            deadline.goesOn();
        }
    }

    /** Reads the next bytes of the body and tells their number; -1 at its end. */
    int next(byte[] into) {
        if (Thread.currentThread().isInterrupted()) throw interrupted();
        if (deadline.isOver()) throw failures.silent(deadline.exceeded());
        waits();
        try {
            var count = response.orElseThrow().body().source().read(into);
            if (count < 0) isFinished = true;
            return count;
        } catch (IOException e) {
            throw failed(e, false);
        } finally {
            deadline.goesOn();
        }
    }

    private void waits() {
        deadline.waits();
        http.watch().hurry(this);
    }

    private RuntimeException failed(IOException e, boolean atTheHead) {
        if (Thread.currentThread().isInterrupted()) return interrupted();
        if (deadline.isDue()) return failures.silent(deadline.exceeded());
        // Where one kept connection was stale, the others are as well.
        http.forgetIdle();
        return atTheHead ? failures.unreachable(e) : failures.cut();
    }

    /** What is left of the body, of a long one the beginning. */
    String rest() {
        var text = new ByteArrayOutputStream();
        var bytes = new byte[MOST_AT_ONCE];
        for (var count = next(bytes); count >= 0 && text.size() < LONGEST_TEXT; count = next(bytes)) {
            text.write(bytes, 0, count);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** The body has said all; what is left of it is its formal end, for which OkHttp waits a moment as it is closed. */
    void finish() {
        isFinished = true;
    }

    private static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted while the model was asked");
    }

    @Override
    public long due() {
        return deadline.due();
    }

    @Override
    public void end() {
        call.cancel();
    }

    @Override
    public void close() {
        http.watch().remove(this);
        if (!isFinished) call.cancel();
        response.ifPresent(Response::close);
    }
}
