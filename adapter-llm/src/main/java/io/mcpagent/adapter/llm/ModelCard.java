package io.mcpagent.adapter.llm;

import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.llm.EmbeddingModel;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a model's card says: how its files are called, how a text is put to it, and how a vector is read off it.
 *
 * @param resource the weights on the class path
 * @param tokenizer the tokenizer's JSON on the class path
 * @param queryPrefix put before questions, never before passages
 * @param tokenLimit of the model, with the two special tokens that frame a text
 */
record ModelCard(
        String name,
        String resource,
        String tokenizer,
        Pooling pooling,
        String queryPrefix,
        int tokenLimit,
        double evidenceThreshold) {
    static final int DIMENSION = 384;
    static final int ATTENTION_HEADS = 12;
    static final int SPECIAL_TOKENS = 2;

    // On the even articles up to 22 of xquad-en, each left out of the index in turn, about .985 of the questions on the
    // missing one are refused at these (benchmarks/README.md, "Answers").
    private static final double BGE_THRESHOLD = .53;
    private static final double MINILM_THRESHOLD = .43;

    private static final Set<Language> LANGUAGES = Set.of(Language.ENGLISH);

    private static final List<ModelCard> KNOWN = List.of(
            new ModelCard(
                    EmbeddingSettings.DEFAULT_MODEL,
                    "bge-small-en-v1.5-q.onnx",
                    "bge-small-en-v1.5-q-tokenizer.json",
                    Pooling.CLS,
                    "Represent this sentence for searching relevant passages: ",
                    512,
                    BGE_THRESHOLD),
            new ModelCard(
                    "all-MiniLM-L6-v2",
                    "all-minilm-l6-v2-q.onnx",
                    "all-minilm-l6-v2-q-tokenizer.json",
                    Pooling.MEAN,
                    "",
                    256,
                    MINILM_THRESHOLD));

    /** How the vectors of the tokens become that of the text. */
    enum Pooling {
        CLS,
        MEAN
    }

    static ModelCard named(String name) {
        return KNOWN.stream()
                .filter(card -> card.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest(
                        "embedding_model_unknown",
                        "There is no embedding model \"" + name + "\". Choose one of: " + String.join(", ", names())
                                + "."));
    }

    static Set<String> names() {
        return KNOWN.stream().map(ModelCard::name).collect(Collectors.toUnmodifiableSet());
    }

    EmbeddingModel model() {
        return new EmbeddingModel(name, DIMENSION, tokenLimit - SPECIAL_TOKENS, LANGUAGES, evidenceThreshold);
    }
}
