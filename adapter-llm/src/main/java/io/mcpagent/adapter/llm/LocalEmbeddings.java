package io.mcpagent.adapter.llm;

import ai.onnxruntime.OrtException;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingModel;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.llm.TokenSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Embedding models that run in this process, by ONNX Runtime. Questions go before passages where both wait.
 *
 * <p>An interrupted caller gets a {@link java.util.concurrent.CancellationException} and keeps its interrupt.
 */
public final class LocalEmbeddings implements EmbeddingPort, AutoCloseable {
    private final ModelCard card;
    private final NativeThreads threads;
    private final Opening<WordPieces> tokenizer;
    private final Opening<Encoder> encoder;
    private final Thread atExit = Thread.ofPlatform().name("embedding-exit").unstarted(this::settle);

    private LocalEmbeddings(ModelCard card, EmbeddingSettings settings) {
        this.card = card;
        this.threads = new NativeThreads(settings.threads());
        var files = new UnpackedFiles(settings.cache());
        this.tokenizer = inBackground("tokenizer", settings.cache(), () -> {
            NativeLibraries.loadTokenizers(files);
            return WordPieces.open(card.tokenizer(), card.tokenLimit());
        });
        this.encoder = inBackground("model", settings.cache(), () -> {
            NativeLibraries.offerOnnxRuntime(files);
            return Encoder.open(files, card);
        });
    }

    /**
     * Returns at once and loads in the background; the first call waits for it, and throws {@code
     * embedding_unavailable} when it failed.
     *
     * @throws io.mcpagent.domain.failure.InvalidRequest {@code embedding_model_unknown}
     */
    public static LocalEmbeddings open(EmbeddingSettings settings) {
        var embeddings = new LocalEmbeddings(ModelCard.named(settings.model()), settings);
        Runtime.getRuntime().addShutdownHook(embeddings.atExit);
        return embeddings;
    }

    /**
     * What {@link #open} would give, without loading anything.
     *
     * @throws io.mcpagent.domain.failure.InvalidRequest {@code embedding_model_unknown}
     */
    public static EmbeddingModel describe(EmbeddingSettings settings) {
        return ModelCard.named(settings.model()).model();
    }

    /** The names that {@link EmbeddingSettings} may have. */
    public static Set<String> models() {
        return ModelCard.names();
    }

    @Override
    public List<Embedding> embedQueries(List<String> texts) {
        return threads.map(NativeThreads.Urgency.QUESTION, texts, text -> embed(card.queryPrefix() + text));
    }

    @Override
    public List<Embedding> embedPassages(List<String> texts) {
        return threads.map(NativeThreads.Urgency.PASSAGE, texts, this::embed);
    }

    @Override
    public List<TokenSpan> tokens(String text) {
        return threads.map(NativeThreads.Urgency.PASSAGE, List.of(text), tokenizer.get()::spans)
                .getFirst();
    }

    @Override
    public EmbeddingModel model() {
        return card.model();
    }

    /** Ends what runs, drops what waits, and frees the model. Once. */
    @Override
    public void close() {
        settle();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // The hook is running, and does what was done above.
            return;
        }
        tokenizer.close();
        encoder.close();
    }

    /** Native code that is still at work when the process ends takes it down with a fault. */
    private void settle() {
        threads.close();
        tokenizer.settle();
        encoder.settle();
    }

    private Embedding embed(String text) {
        var tokens = tokenizer.get().encode(text);
        return new Embedding(encoder.get().encode(tokens));
    }

    private static <T extends Opening.Native> Opening<T> inBackground(String what, Path cache, Callable<T> open) {
        return new Opening<>("embedding-" + what, () -> {
            try {
                return open.call();
            } catch (IOException | OrtException | LinkageError e) {
                throw unavailable(what, cache, e);
            }
        });
    }

    private static UpstreamFailure unavailable(String what, Path cache, Throwable cause) {
        return new UpstreamFailure(
                "embedding_unavailable",
                "The embedding " + what + " could not be loaded: " + cause.getMessage() + ". It is unpacked to " + cache
                        + ", which must be writable, have 200 MB free and allow programs to be run; native libraries"
                        + " exist for Linux, macOS and Windows on x86-64 and for Linux and macOS on arm64.",
                false,
                cause);
    }
}
