package io.mcpagent.adapter.cli;

import io.mcpagent.domain.retrieval.Citation;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;

/** An answer for people: the text, then where it is from, and the sentence that says so. */
final class AnswerText {
    private static final String INDENT = "    ";

    private AnswerText() {}

    static void print(AnswerCompleted answer, Output output) {
        TerminalText.wrapped(TerminalText.lines(answer.answer()), output.width())
                .forEach(output::say);
        if (answer.citations().isEmpty()) return;
        output.say("");
        output.sayBold("Sources");
        answer.citations().forEach(citation -> print(citation, output));
    }

    private static void print(Citation citation, Output output) {
        output.say("[%d] %s, %s"
                .formatted(
                        citation.number(),
                        TerminalText.name(citation.document()),
                        citation.location().label()));
        TerminalText.wrapped("“" + TerminalText.line(citation.quote()) + "”", output.width() - INDENT.length())
                .forEach(line -> output.sayFaint(INDENT + line));
    }
}
