package io.mcpagent.application.conversation;

import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.MessagePart;
import io.mcpagent.domain.run.PastTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How much of a conversation a model is shown: its last answered questions, whole, as far as they fit. */
final class History {
    private static final int MOST_TURNS = 20;
    /** In UTF-16 code units, about 5,000 tokens. */
    private static final int LONGEST = 20_000;

    private static final Pattern MARK = Pattern.compile(" ?\\[\\d{1,4}]");

    private History() {}

    /** The oldest first. A question that was not answered says nothing about the next. */
    static List<PastTurn> of(List<Message> messages) {
        var turns = new ArrayList<PastTurn>();
        var length = 0;
        for (var i = messages.size() - 1; i > 0 && turns.size() < MOST_TURNS; i--) {
            var answer = messages.get(i);
            var question = messages.get(i - 1);
            if (answer.role() != Message.Role.ASSISTANT || question.role() != Message.Role.USER) continue;
            var turn = new PastTurn(
                    ConversationJson.text(question),
                    withoutMarks(ConversationJson.text(answer)),
                    answer.parts().stream().anyMatch(MessagePart::isTainted));
            length += turn.question().length() + turn.answer().length();
            if (length > LONGEST) break;
            turns.add(turn);
        }
        return turns.reversed();
    }

    /** They number the passages of another run. */
    private static String withoutMarks(String answer) {
        return MARK.matcher(answer).replaceAll("");
    }
}
