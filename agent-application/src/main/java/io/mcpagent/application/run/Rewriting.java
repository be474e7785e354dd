package io.mcpagent.application.run;

import io.mcpagent.application.llm.ExtractiveLlm;
import io.mcpagent.application.retrieval.FollowUp;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.llm.LlmMessage;
import io.mcpagent.domain.llm.LlmMessage.FromModel;
import io.mcpagent.domain.llm.LlmMessage.FromUser;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.run.PastTurn;
import io.mcpagent.domain.run.RunEvent.QuestionRewritten;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a question that leans on its conversation one that stands alone, so that passages can be looked for with it: by
 * the model that answers, and by rule where there is none.
 */
final class Rewriting {
    /** In UTF-16 code units; whatever is longer is no question. */
    private static final int LONGEST = 1_000;

    private static final String INSTRUCTIONS = """
            Rewrite the user's last message as one question that can be understood without the conversation: put what it \
            refers to in place of pronouns and omissions, and change nothing else. If it can be understood already, \
            repeat it word for word. Keep its language. Reply with the question alone, and do not answer it.""";

    private Rewriting() {}

    /** Empty where there is nothing to lean on, or nothing to change. */
    static Optional<QuestionRewritten> of(List<PastTurn> history, String question, LlmPort model) {
        if (history.isEmpty()) return Optional.empty();
        return byModel(history, question, model)
                .or(() -> Optional.of(byRule(history, question)))
                .filter(rewritten -> !rewritten.question().equals(question));
    }

    private static QuestionRewritten byRule(List<PastTurn> history, String question) {
        var earlier = history.stream().map(PastTurn::question).toList();
        return new QuestionRewritten(FollowUp.standalone(earlier, question), "rule", TokenUsage.NONE);
    }

    /** Empty where the model writes nothing of its own, or nothing that can be a question, or can't be had. */
    private static Optional<QuestionRewritten> byModel(List<PastTurn> history, String question, LlmPort model) {
        if (model instanceof ExtractiveLlm) return Optional.empty();
        var messages = new ArrayList<LlmMessage>();
        for (var turn : history) {
            messages.add(new FromUser(turn.question()));
            messages.add(new FromModel(turn.answer(), List.of()));
        }
        messages.add(new FromUser(question));
        try {
            var reply = model.generate(new LlmRequest(INSTRUCTIONS, messages, List.of(), List.of()), delta -> {});
            return Optional.of(reply.text().strip())
                    .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
                    .map(text -> new QuestionRewritten(text, model.model(), reply.usage()));
        } catch (AgentFailure unavailable) {
            return Optional.empty();
        }
    }
}
