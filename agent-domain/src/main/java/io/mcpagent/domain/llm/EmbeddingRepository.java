package io.mcpagent.domain.llm;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Embeddings of passages by model and text, so that no text is embedded twice. */
public interface EmbeddingRepository {
    /** Those that are known, by text hash. */
    Map<TextHash, Embedding> find(String model, Set<TextHash> texts);

    /** Known ones are left as they are. */
    void save(String model, Map<TextHash, Embedding> embeddings);

    /** The model that the index was made with; empty until {@link #bindIndex} was called. */
    Optional<IndexModel> indexModel();

    /** Says which model the index is made with from now on. */
    void bindIndex(IndexModel model);

    /** Removes what no chunk refers to any more, and, once a model is bound, all of other models. */
    void prune();

    record IndexModel(String name, int dimension) {}
}
