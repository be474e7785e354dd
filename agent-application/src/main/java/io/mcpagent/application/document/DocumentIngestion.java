package io.mcpagent.application.document;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.document.Ingestion.Stage;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.TextHash;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedChunk;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedDocument;
import io.mcpagent.domain.task.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * One document's way from its file to what the index takes. Each stage ends in a commit, so that whoever goes on after a
 * kill begins at the stage that was not finished.
 */
final class DocumentIngestion {
    /** Texts embedded between two commits. */
    private static final int EMBEDDED_TOGETHER = 16;

    private final DocumentPorts ports;
    private final DocumentBytes bytes;
    private final Chunker chunker;
    private final IngestionNews news;

    DocumentIngestion(DocumentPorts ports, Chunker chunker, IngestionNews news) {
        this.ports = ports;
        this.bytes = new DocumentBytes(ports);
        this.chunker = chunker;
        this.news = news;
    }

    /** Hears how many more chunks of a document have their vector, and how many it has in all. */
    interface Embedded {
        void tell(int more, int all);
    }

    sealed interface Outcome {
        record Prepared(IndexedDocument indexed) implements Outcome {}

        record Skipped(String reason) implements Outcome {}

        record Failed(Stage stage, String reason) implements Outcome {}

        /** It was deleted or queued anew meanwhile: nothing of it is to be written any more. */
        record Superseded() implements Outcome {}
    }

    /**
     * Does what is left of the way; stops at the first stage that fails.
     *
     * @param claim the right to write what becomes of it
     * @param extractions in which the text is extracted
     * @param embedded told whenever more chunks have their vector
     */
    Outcome prepare(
            Claim claim, Document document, DocumentCollection collection, Extractions extractions, Embedded embedded) {
        var stage = Stage.READ;
        try {
            var current = document;
            if (!(document.ingestion() instanceof Ingestion.Chunked)) {
                var content = bytes.read(document, collection);
                stage = Stage.EXTRACT;
                var blocks = new ArrayList<Block>();
                extractions.run(() -> ports.extraction().extract(document.name(), content, blocks::add));
                stage = Stage.CHUNK;
                var chunks = chunker.chunks(document, collection.language(), blocks);
                if (chunks.isEmpty()) return new Outcome.Failed(Stage.EXTRACT, "it holds no text");
                // From here on nothing fails for what the file holds, so that it is worth trying again.
                stage = Stage.EMBED;
                current = document.with(TextHash.of(content)).with(new Ingestion.Chunked());
                if (!isCheckpointed(claim, current, chunks)) return new Outcome.Superseded();
            }
            stage = Stage.EMBED;
            return new Outcome.Prepared(embed(current, collection, embedded));
        } catch (AgentFailure failure) {
            return outcome(stage, failure);
        } catch (CancellationException interrupted) {
            throw interrupted;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError unforeseen) {
            // One file that nobody can work on must not keep the others from being found.
            return new Outcome.Failed(
                    stage,
                    "it could not be worked on (%s). Split it, or leave it out with a .gitignore"
                            .formatted(unforeseen));
        }
    }

    private boolean isCheckpointed(Claim claim, Document chunked, List<Chunk> chunks) {
        Supplier<Boolean> body = () -> {
            if (!ports.tasks().heartbeat(claim)) return false;
            ports.documents().replaceChunks(chunked.id(), chunks);
            ports.documents().save(List.of(chunked));
            return true;
        };
        var isOurs = ports.transactions().write(body);
        if (isOurs) news.changed(chunked.id());
        return isOurs;
    }

    private IndexedDocument embed(Document document, DocumentCollection collection, Embedded embedded) {
        var chunks = ports.documents().chunks(document.id());
        var indexed = new ArrayList<IndexedChunk>();
        var understood = ports.embeddings().model().knows(collection.language());
        for (var from = 0; from < chunks.size(); from += EMBEDDED_TOGETHER) {
            var part = chunks.subList(from, Math.min(chunks.size(), from + EMBEDDED_TOGETHER));
            var vectors = understood
                    ? ports.embeddings()
                            .embedPassages(part.stream().map(Chunk::searchText).toList())
                    : List.<Embedding>of();
            for (var i = 0; i < part.size(); i++) {
                indexed.add(new IndexedChunk(part.get(i), understood ? Optional.of(vectors.get(i)) : Optional.empty()));
            }
            embedded.tell(part.size(), chunks.size());
        }
        return new IndexedDocument(document.id(), document.generation(), collection.language(), indexed);
    }

    private static Outcome outcome(Stage stage, AgentFailure failure) {
        return switch (failure.code()) {
            case "document_type_unsupported", "document_empty", "file_empty" ->
                new Outcome.Skipped(failure.getMessage());
            // A full disk or a database that is busy or broken is no document's fault: the whole ingestion stops, and
            // resumes later.
            case "disk_full",
                    "database_busy",
                    "database_damaged",
                    "database_unusable",
                    "database_unreachable",
                    "database_refused" -> throw failure;
            default -> new Outcome.Failed(stage, failure.getMessage());
        };
    }
}
