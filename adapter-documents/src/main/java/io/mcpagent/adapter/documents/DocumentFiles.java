package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.document.TextExtractionPort;
import io.mcpagent.domain.evaluation.EvaluationSetPort;

/** Files of the local disk, what text they hold, and judged collections. Holds nothing open; safe for many threads. */
public final class DocumentFiles {
    private final FileStorePort files;
    private final TextExtractionPort extraction = new ContentTextExtraction();
    private final EvaluationSetPort evaluationSets = new BeirEvaluationSet();

    private DocumentFiles(DocumentSettings settings) {
        files = new LocalFileStore(settings);
    }

    public static DocumentFiles open(DocumentSettings settings) {
        return new DocumentFiles(settings);
    }

    public FileStorePort files() {
        return files;
    }

    public TextExtractionPort extraction() {
        return extraction;
    }

    public EvaluationSetPort evaluationSets() {
        return evaluationSets;
    }
}
