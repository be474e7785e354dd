package io.mcpagent.application.document;

import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Ingestion;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Follows a document on its way into the index. */
final class DocumentTail {
    private final IngestionNews news;

    DocumentTail(IngestionNews news) {
        this.news = news;
    }

    /** @param document as it is now; empty when it is gone, or not for whoever follows it any more */
    void follow(Supplier<Optional<Document>> document, DocumentId id, Consumer<? super Document> changes) {
        try (var news = this.news.onChange(id)) {
            var told = Optional.<Document>empty();
            while (true) {
                var now = document.get();
                if (now.isEmpty()) return;
                if (told.isEmpty() || isOther(told.get(), now.get())) changes.accept(now.get());
                if (isAtItsEnd(now.get())) return;
                told = now;
                news.await(IngestionNews.LOOK_AGAIN);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the document is no longer followed");
        }
    }

    private static boolean isOther(Document before, Document now) {
        return before.generation() != now.generation() || !before.ingestion().equals(now.ingestion());
    }

    private static boolean isAtItsEnd(Document document) {
        return switch (document.ingestion()) {
            case Ingestion.Queued queued -> false;
            case Ingestion.Chunked chunked -> false;
            case Ingestion.Ready ready -> true;
            case Ingestion.Skipped skipped -> true;
            case Ingestion.Failed failed -> true;
        };
    }
}
