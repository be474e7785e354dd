package io.mcpagent.domain.retrieval;

import io.mcpagent.domain.document.Language;
import java.util.List;

/** The words of a text as keyword search sees them. Safe for use by many threads. */
public interface TextAnalysisPort {
    /** Lower-cased, without stop words, stemmed; in order, with repetitions. */
    List<String> terms(String text, Language language);
}
