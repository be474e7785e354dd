package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.failure.AgentFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * PDF to blocks, page by page. A file may be made to harm: each is read on a thread of its own, whose stack may overflow
 * and whose work can be given up.
 */
final class PdfReader {
    private static final long STACK_BYTES = 4L << 20;
    /** Ten times what the longest books take. */
    private static final Duration MAX_COMPUTING = Duration.ofMinutes(1);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** A reader keeps a core busy and holds a file's text. */
    private final Semaphore readers = new Semaphore(Runtime.getRuntime().availableProcessors());

    private final Duration maxComputing;

    PdfReader() {
        this(MAX_COMPUTING);
    }

    PdfReader(Duration maxComputing) {
        this.maxComputing = maxComputing;
    }

    List<Block> read(byte[] content) {
        var blocks = new FutureTask<>(() -> parse(content));
        var thread = new Thread(null, blocks, "pdf-reader", STACK_BYTES);
        thread.setDaemon(true);
        try {
            readers.acquire();
            try {
                thread.start();
                return await(blocks, thread);
            } finally {
                readers.release();
            }
        } catch (InterruptedException stop) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            var cancelled = new CancellationException("reading a PDF was interrupted");
            cancelled.initCause(stop);
            throw cancelled;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof AgentFailure told) throw told;
            throw Refusal.corrupt("It is a PDF that can't be read.", failure);
        }
    }

    /** Computing is measured, not time: other work on the machine is no fault of the file. */
    private List<Block> await(Future<List<Block>> blocks, Thread thread)
            throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return blocks.get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillReading) {
                if (THREADS.getThreadCpuTime(thread.threadId()) < maxComputing.toNanos()) continue;
                thread.interrupt();
                throw Refusal.tooSlow(maxComputing);
            }
        }
    }

    private static List<Block> parse(byte[] content) {
        BuiltInFonts.install();
        try (var document = PdfLoading.open(content, new PdfLimits())) {
            var lines = PdfText.linesOf(document);
            if (lines.stream().noneMatch(PdfLine::hasWords)) throw Refusal.scanned();
            return PdfLayout.blocks(PdfRunningLines.without(lines));
        } catch (InvalidPasswordException locked) {
            throw Refusal.encrypted(locked);
        } catch (IOException broken) {
            throw Refusal.corrupt("It is a damaged PDF (" + broken.getMessage() + ").", broken);
        } catch (StackOverflowError tooDeep) {
            throw Refusal.corrupt("It is a PDF whose parts are nested too deeply.", tooDeep);
        } catch (OutOfMemoryError tooLarge) {
            throw Refusal.corrupt("It is a PDF that needs more memory than there is.", tooLarge);
        }
    }
}
