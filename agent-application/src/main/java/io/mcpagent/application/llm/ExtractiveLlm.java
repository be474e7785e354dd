package io.mcpagent.application.llm;

import io.mcpagent.application.retrieval.Evidence;
import io.mcpagent.application.retrieval.Evidence.Sentence;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.llm.LlmDelta;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmReply;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.retrieval.TextAnalysisPort;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The offline answerer: quotes the sentences of the passages that answer the question best, each with its mark, or says
 * that there are none. It invents nothing, needs no network and no key, and answers the same question on the same
 * passages the same way.
 */
public final class ExtractiveLlm implements LlmPort {
    /** The whole reply when the passages do not answer; it carries no mark. */
    public static final String NOTHING_FOUND = "I found nothing in the documents that answers this.";

    private static final Pattern MARK = Pattern.compile("\\[(\\d+)]");

    private final EmbeddingPort embeddings;
    private final Evidence evidence;

    public ExtractiveLlm(EmbeddingPort embeddings, TextAnalysisPort analysis) {
        this.embeddings = embeddings;
        this.evidence = new Evidence(embeddings, analysis);
    }

    @Override
    public LlmReply generate(LlmRequest request, Consumer<? super LlmDelta> deltas) {
        var judgement = evidence.judge(request.question(), request.passages());
        var answers = judgement.strength() >= embeddings.model().evidenceThreshold();
        var text = answers ? quoted(judgement.best()) : NOTHING_FOUND;
        deltas.accept(new LlmDelta(text));
        return new LlmReply(text, usage(request, text));
    }

    /** The best first. */
    private static String quoted(List<Sentence> best) {
        var reply = new StringBuilder();
        var said = Optional.<Sentence>empty();
        for (var sentence : best) {
            var known = said.filter(before ->
                    before.passage() == sentence.passage() && before.context().equals(sentence.context()));
            if (!reply.isEmpty()) reply.append(' ');
            if (known.isEmpty())
                sentence.term()
                        .ifPresent(term -> reply.append(withoutMarks(term)).append(' '));
            reply.append(withoutMarks(sentence.text())).append(" [" + (sentence.passage() + 1) + "]");
            said = Optional.of(sentence);
        }
        return reply.toString();
    }

    /**
     * What looks like a mark inside a quote is the document's, not ours: {@code [7]} becomes {@code (7)}, or a document
     * could cite what it likes.
     */
    private static String withoutMarks(String quote) {
        return MARK.matcher(quote).replaceAll("($1)");
    }

    private TokenUsage usage(LlmRequest request, String reply) {
        var read = request.passages().stream()
                .mapToLong(passage -> embeddings.tokens(passage.text()).size())
                .sum();
        return new TokenUsage(
                read + embeddings.tokens(request.question()).size(),
                embeddings.tokens(reply).size());
    }

    @Override
    public String model() {
        return "offline";
    }
}
