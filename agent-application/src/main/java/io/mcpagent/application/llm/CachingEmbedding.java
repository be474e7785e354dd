package io.mcpagent.application.llm;

import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingModel;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.llm.EmbeddingRepository;
import io.mcpagent.domain.llm.TextHash;
import io.mcpagent.domain.llm.TokenSpan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Embeds no passage twice: what was embedded is kept by model and text. Questions pass through. */
public final class CachingEmbedding implements EmbeddingPort {
    private final EmbeddingPort model;
    private final EmbeddingRepository known;

    public CachingEmbedding(EmbeddingPort model, EmbeddingRepository known) {
        this.model = model;
        this.known = known;
    }

    @Override
    public List<Embedding> embedQueries(List<String> texts) {
        return model.embedQueries(texts);
    }

    @Override
    public List<Embedding> embedPassages(List<String> texts) {
        var hashes = texts.stream().map(TextHash::of).toList();
        var vectors = new HashMap<>(known.find(model().name(), Set.copyOf(hashes)));
        var missing = new LinkedHashMap<TextHash, String>();
        for (var i = 0; i < texts.size(); i++) {
            if (!vectors.containsKey(hashes.get(i))) missing.put(hashes.get(i), texts.get(i));
        }
        vectors.putAll(embedded(missing));
        return hashes.stream().map(vectors::get).toList();
    }

    private Map<TextHash, Embedding> embedded(Map<TextHash, String> missing) {
        if (missing.isEmpty()) return Map.of();
        var made = model.embedPassages(List.copyOf(missing.values())).iterator();
        var fresh = new HashMap<TextHash, Embedding>();
        missing.keySet().forEach(hash -> fresh.put(hash, made.next()));
        known.save(model().name(), fresh);
        return fresh;
    }

    @Override
    public List<TokenSpan> tokens(String text) {
        return model.tokens(text);
    }

    @Override
    public EmbeddingModel model() {
        return model.model();
    }
}
