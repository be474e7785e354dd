package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.failure.AgentFailure;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * PDF to blocks, page by page. A file may be made to harm: each is read on a thread of its own, whose stack may overflow
 * and whose work can be given up.
 */
final class PdfReader {
    private static final long STACK_BYTES = 4L << 20;

    /** A reader keeps a core busy and holds a file's text. */
    private final Semaphore readers = new Semaphore(Runtime.getRuntime().availableProcessors());

    List<Block> read(byte[] content) {
        var blocks = new FutureTask<>(() -> parse(content));
        var thread = new Thread(null, blocks, "pdf-reader", STACK_BYTES);
        thread.setDaemon(true);
        try {
            readers.acquire();
            try {
                thread.start();
                return blocks.get();
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

    private static List<Block> parse(byte[] content) {
        BuiltInFonts.install();
        PdfBombs.refuse(content);
        try (var document = Loader.loadPDF(content, "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
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
