package io.mcpagent.application.evaluation;

import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.conversation.ChatService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.evaluation.EvaluationSet;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import java.util.List;
import java.util.Set;

/** Asks every question, and looks for the known answers in what is quoted. */
final class AnswerEvaluation {
    private final ChatService chat;

    AnswerEvaluation(ChatService chat) {
        this.chat = chat;
    }

    EvaluationReport.Answers measure(Caller caller, EvaluationSet set) {
        var known = 0;
        var found = 0;
        var sentences = 0;
        var abstained = 0;
        for (var query : set.queries()) {
            var gold = set.answers().getOrDefault(query.id(), List.of());
            var answer = answer(caller, query.text());
            if (!gold.isEmpty()) known++;
            if (holdsAny(answer, gold)) found++;
            if (!answer.answered()) abstained++;
            sentences += answer.citations().size();
        }
        var questions = set.queries().size();
        var answered = questions - abstained;
        return new EvaluationReport.Answers(
                questions, share(found, known), share(sentences, answered), share(abstained, questions));
    }

    private AnswerCompleted answer(Caller caller, String question) {
        var last = chat.ask(caller, new AskRequest(question, Set.of()))
                .events()
                .getLast()
                .event();
        if (last instanceof AnswerCompleted answer) return answer;
        throw new UpstreamFailure("evaluation_run_failed", "The question \"" + question + "\" ended in " + last, false);
    }

    private static boolean holdsAny(AnswerCompleted answer, List<String> gold) {
        return answer.citations().stream()
                .anyMatch(citation ->
                        gold.stream().map(text -> text.replaceAll("\\s+", " ")).anyMatch(citation.quote()::contains));
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
