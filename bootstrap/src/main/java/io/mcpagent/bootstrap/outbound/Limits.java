package io.mcpagent.bootstrap.outbound;

import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Okio;

/** Bounds what comes back, and tells in the words of the domain what went wrong, up to the last byte of the body. */
final class Limits implements Interceptor {
    private static final int MEBIBYTE_BITS = 20;
    /** The client's own clock starts a little before ours. */
    private static final Duration SLACK = Duration.ofMillis(100);

    private final OutboundSettings settings;

    Limits(OutboundSettings settings) {
        this.settings = settings;
    }

    @Override
    public Response intercept(Chain chain) {
        var watched = new Watched(chain.call(), System.nanoTime());
        try {
            return bounded(chain.proceed(chain.request()), watched);
        } catch (IOException e) {
            throw watched.failure(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception undeclared) {
            throw watched.ended(undeclared);
        }
    }

    private Response bounded(Response response, Watched watched) {
        var body = response.body();
        var encoding = response.header("Content-Encoding", "identity");
        if (!"identity".equalsIgnoreCase(encoding)) {
            response.close();
            throw new UpstreamFailure(
                    "outbound_encoding",
                    "%s packs its answer in a way that was not asked for. It can't be read; take another address."
                            .formatted(watched.place()),
                    false);
        }
        if (body.contentLength() > settings.maxBytes()) {
            response.close();
            throw watched.tooLarge();
        }
        var counted = new CountedSource(body.source(), settings.maxBytes(), watched);
        return response.newBuilder()
                .body(ResponseBody.create(Okio.buffer(counted), body.contentType(), body.contentLength()))
                .build();
    }

    /** One call, from its start on. */
    final class Watched {
        private final Call call;
        private final long start;

        Watched(Call call, long start) {
            this.call = call;
            this.start = start;
        }

        String place() {
            return Refusals.place(call.request().url());
        }

        RuntimeException failure(IOException cause) {
            if (Thread.currentThread().isInterrupted()) return cancelled("interrupted while calling " + place(), cause);
            if (isOverdue(cause)) return timeout(cause);
            if (call.isCanceled()) return cancelled("the call of " + place() + " was cancelled", cause);
            return new UpstreamFailure(
                    "outbound_failed",
                    "%s can't be reached, or does not answer as HTTP wants it. Check the address, or try again later."
                            .formatted(place()),
                    true,
                    cause);
        }

        /** Kotlin declares nothing: an interrupt while OkHttp waits for one of several connections comes through as it is. */
        RuntimeException ended(Exception undeclared) {
            if (!(undeclared instanceof InterruptedException)) return new IllegalStateException(undeclared);
            Thread.currentThread().interrupt();
            return cancelled("interrupted while calling " + place(), undeclared);
        }

        private boolean isOverdue(IOException cause) {
            var elapsed = Duration.ofNanos(System.nanoTime() - start);
            return cause instanceof InterruptedIOException
                    || cause instanceof Resolver.SlowName
                    || (call.isCanceled() && elapsed.plus(SLACK).compareTo(settings.whole()) >= 0);
        }

        private AgentFailure timeout(IOException cause) {
            return new UpstreamFailure(
                    "outbound_timeout",
                    "%s did not answer in time. Try again later; an administrator may raise outbound.connect-limit, outbound.silence-limit or outbound.call-limit."
                            .formatted(place()),
                    true,
                    cause);
        }

        AgentFailure tooLarge() {
            return new UpstreamFailure(
                    "outbound_too_large",
                    "%s answers with more than %s. Ask it for less; an administrator may raise outbound.max-size."
                            .formatted(place(), size(settings.maxBytes())),
                    false);
        }

        private static String size(long bytes) {
            return bytes >= 1 << MEBIBYTE_BITS ? (bytes >> MEBIBYTE_BITS) + " MiB" : bytes + " bytes";
        }

        private static CancellationException cancelled(String message, Exception cause) {
            var cancelled = new CancellationException(message);
            cancelled.initCause(cause);
            return cancelled;
        }
    }
}
