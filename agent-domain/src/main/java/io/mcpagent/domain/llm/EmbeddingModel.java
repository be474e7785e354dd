package io.mcpagent.domain.llm;

import io.mcpagent.domain.document.Language;
import java.util.Set;

/**
 * What an embedding model is.
 *
 * @param name changes whenever the same text would get another vector
 * @param maxTokens the longest text that is embedded whole, special tokens not counted
 * @param languages those it was made for; texts in others are searched by keyword alone
 * @param evidenceThreshold raw evidence below which a question counts as not answered by what was found; cosines of
 *     different models are on different scales, hence with the model
 */
public record EmbeddingModel(
        String name, int dimension, int maxTokens, Set<Language> languages, double evidenceThreshold) {
    public EmbeddingModel {
        languages = Set.copyOf(languages);
        if (dimension < 1) throw new IllegalArgumentException("a dimension is positive");
    }

    public boolean knows(Language language) {
        return languages.contains(language);
    }
}
