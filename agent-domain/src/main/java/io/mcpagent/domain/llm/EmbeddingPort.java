package io.mcpagent.domain.llm;

import java.util.List;

/**
 * An embedding model. Safe for use by many threads; each text is embedded by itself, so that a text's vector does not
 * hang on what else was asked for, bit for bit.
 */
public interface EmbeddingPort {
    /** Vectors of questions, of length 1, in the order of the texts; a text beyond the model's limit is cut. */
    List<Embedding> embedQueries(List<String> texts);

    /** Vectors of passages, of length 1, in the order of the texts; a text beyond the model's limit is cut. */
    List<Embedding> embedPassages(List<String> texts);

    /** The model's tokens of a text, however long, in order; without the special tokens that frame it. */
    List<TokenSpan> tokens(String text);

    EmbeddingModel model();
}
