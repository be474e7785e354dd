package io.mcpagent.testkit.llm;

import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingModel;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.llm.TokenSpan;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A bag of words: each word has a direction of its own, drawn from its hash, and a text is the sum of its words. Texts
 * that share words are near each other; no meaning is known. Words and single signs are the tokens.
 */
public final class HashedEmbeddings implements EmbeddingPort {
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|\\S");
    private static final int DIMENSION = 64;
    private static final int MAX_TOKENS = 128;
    private static final double EVIDENCE = .3;

    private final EmbeddingModel model;

    public HashedEmbeddings() {
        this("hashed-words");
    }

    /** The same vectors under another name, for tests that change the model. */
    public HashedEmbeddings(String name) {
        model = new EmbeddingModel(name, DIMENSION, MAX_TOKENS, Set.of(Language.ENGLISH), EVIDENCE);
    }

    @Override
    public List<Embedding> embedQueries(List<String> texts) {
        return embedPassages(texts);
    }

    @Override
    public List<Embedding> embedPassages(List<String> texts) {
        return texts.stream().map(HashedEmbeddings::embed).toList();
    }

    @Override
    public List<TokenSpan> tokens(String text) {
        return TOKEN.matcher(text)
                .results()
                .map(token -> new TokenSpan(token.start(), token.end()))
                .toList();
    }

    @Override
    public EmbeddingModel model() {
        return model;
    }

    private static Embedding embed(String text) {
        var sum = new double[DIMENSION];
        TOKEN.matcher(text)
                .results()
                .limit(MAX_TOKENS)
                .map(MatchResult::group)
                .map(token -> token.toLowerCase(Locale.ROOT))
                .forEach(token -> addDirection(token, sum));
        var squares = 0.0;
        for (var value : sum) {
            squares += value * value;
        }
        var vector = new float[DIMENSION];
        // A text without a word points somewhere too.
        if (squares == 0) vector[0] = 1;
        for (var i = 0; squares > 0 && i < DIMENSION; i++) {
            vector[i] = (float) (sum[i] / Math.sqrt(squares));
        }
        return new Embedding(vector);
    }

    private static void addDirection(String token, double[] sum) {
        var random = new SplittableRandom(token.hashCode());
        for (var i = 0; i < DIMENSION; i++) {
            sum[i] += random.nextDouble() - .5;
        }
    }
}
