package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.document.TextExtractionPort;
import io.mcpagent.domain.document.UploadStorePort;
import io.mcpagent.domain.evaluation.EvaluationSetPort;
import java.nio.file.Path;

/** Files of the local disk, what text they hold, and judged collections. Holds nothing open; safe for many threads. */
public final class DocumentFiles {
    private final FileStorePort files;
    private final TextExtractionPort extraction = new ContentTextExtraction();
    private final EvaluationSetPort evaluationSets = new BeirEvaluationSet();

    private final DocumentSettings settings;

    private DocumentFiles(DocumentSettings settings) {
        this.settings = settings;
        files = new LocalFileStore(settings);
    }

    public static DocumentFiles open(DocumentSettings settings) {
        return new DocumentFiles(settings);
    }

    public FileStorePort files() {
        return files;
    }

    /** Uploads in a folder, which is made with the first of them. This process alone uses it. */
    public UploadStorePort uploads(Path folder) {
        return new LocalUploadStore(folder, settings);
    }

    public TextExtractionPort extraction() {
        return extraction;
    }

    public EvaluationSetPort evaluationSets() {
        return evaluationSets;
    }
}
